/* popen(1) */
void draw(void)
{
	setlocale(LC_ALL, "");
	if (fork() == 0)
		execlp("gnuplot", "gnuplot", (char *)0);
	popen("gnuplot", "w");
	posix_spawnp(0, 0, 0, 0, 0, 0);
}
