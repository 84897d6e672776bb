# Rows of one person: a warning where nobody says so, a design effect with --person, and one that is declared.
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv -a gender -f csv | cut -d, -f1-8,22
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv -a gender --person user_id -q
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv -a gender --person user_id -q -f json |
	grep -E '"persons"|"person"|"rows": 151|"chi2"'
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv -a gender --deff 2 -q -f json |
	grep -E '"deff"|"p_method"'
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv --person user_id --deff 2
echo "exit $?"
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv --person person
echo "exit $?"
