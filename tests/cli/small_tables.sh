# Small tables with the usual names of several languages are read without an option; recipients count, their clicks do not.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
echo '# margins'
printf 'attribut;valeur;effectif\nsexe;Homme;490\nsexe;Femme;510\n\303\242ge;18-34;310\n\303\242ge;35+;690\n' | cells -
printf 'atributo;valor;cantidad\nsexo;Hombre;490\nsexo;Mujer;510\nedad;18-34;310\nedad;35+;690\n' | cells -
printf 'السمة,القيمة,العدد\nالجنس,ذكر,490\nالجنس,أنثى,510\nالعمر,18-34,310\nالعمر,35+,690\n' | cells -
echo '# the letter that is a word'
printf 'revenu;m\351nages\nmoins de 1 000 \200;3400\n1 000 \340 1 999 \200;2100\n2 000 \340 3 999 \200;1900\n4 000 \200 et plus;1700\n' | cells -
echo '# people a letter went to'
printf 'Newsletter;Geschlecht;Empf\303\244nger;\303\226ffnungen;Klicks\nMai;m;3100;412;90\nMai;w;3200;571;45\nJuni;m;2900;380;33\nJuni;w;3050;544;61\n' | cells -
printf 'campagne;sexe;destinataires;clics\nmai;H;3100;90\nmai;F;3200;45\njuin;H;2900;33\njuin;F;3050;61\n' | cells -
