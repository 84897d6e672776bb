# What looks personal in the campaign is told by its number and kind, never as missing in the reference, which may have it.
for name in campaign reference; do
	{
		echo 'segment,gender,channel'
		for i in $(seq 60); do echo "$([ $((i % 3)) -eq 0 ] && echo A || echo B),$([ $((i % 2)) -eq 0 ] && echo Female || echo Male),$([ $((i % 5)) -lt 2 ] && echo web || echo app)"; done
		echo 'A,Male,ada@post.example'
		echo 'B,Male,"8 rue des Lilas, Dole"'
	} >$name.csv
done
echo 'A,Male,weeb' >>campaign.csv
echo 'A,Male,otto@post.example' >>campaign.csv
"$SEGBIAS" compare campaign.csv reference.csv --explain-mapping | grep -e withheld -e example -e Lilas -e weeb
