int main(void)
{
	return system ("gnuplot");
}
