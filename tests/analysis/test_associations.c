#include "jobs/run.h"

/* R: t <- rbind(c(400, 300, 200, 100), c(600, 300, 90, 10), c(46, 30, 21, 3), c(220, 150, 132, 0), c(10, 5, 3, 2),
 * c(408, 310, 210, 72)); x <- chisq.test(t, correct = FALSE); n <- sum(t); phi2 <- x$statistic / n
 * v sqrt(phi2 / 3); Bergsma (2013): pt <- max(0, phi2 - 5 * 3 / (n - 1)); rt <- 6 - 25 / (n - 1); ct <- 4 - 9 / (n - 1);
 * sqrt(pt / min(rt - 1, ct - 1)). One cell has 1.2 expected: p is Monte Carlo's, of whose 9,999 tables none is like it; R's
 * own is 4e-43. */
Test(associations, chi_square_and_v)
{
	struct run run = run_good("segment,region,count\n"
	                          "A,e,400\nA,n,300\nA,s,200\nA,w,100\nB,e,600\nB,n,300\nB,s,90\nB,w,10\n"
	                          "C,e,46\nC,n,30\nC,s,21\nC,w,3\nD,e,220\nD,n,150\nD,s,132\n"
	                          "E,e,10\nE,n,5\nE,s,3\nE,w,2\nF,e,408\nF,n,310\nF,s,210\nF,w,72\n",
	                          "attribute,value,count\nregion,e,40\nregion,n,30\nregion,s,20\nregion,w,10\n", NULL);
	cr_assert_eq(run.findings->association_count, 1);
	const struct segbias_association_finding *a = &run.findings->associations[0];
	RUN_NEAR(a->chi2, 242.73423331322846, "chi2");
	RUN_NEAR(a->df, 15, "df");
	cr_expect_eq(a->p_method, SEGBIAS_P_MONTE_CARLO);
	RUN_NEAR(a->p, 1e-4, "p");
	RUN_NEAR(a->q, 1e-4, "q");
	RUN_NEAR(a->v, 0.14946195708723733, "v");
	RUN_NEAR(a->v_corrected, 0.14482893611901876, "v_corrected");
	cr_assert(a->finding);
	run_release(&run);
}

/* R: chisq.test(rbind(c(40, 30), c(25, 45), c(20, 22)), correct = FALSE) */
Test(associations, of_enough)
{
	struct run run = run_good("segment,g,count\nA,a,40\nA,b,30\nB,a,25\nB,b,45\nC,a,20\nC,b,22\n",
	                          "attribute,value,count\ng,a,1\ng,b,1\n", NULL);
	const struct segbias_association_finding *a = &run.findings->associations[0];
	cr_expect_eq(a->p_method, SEGBIAS_P_ASYMPTOTIC);
	RUN_NEAR(a->chi2, 6.4750353749747314, "chi2");
	RUN_NEAR(a->p, 0.03926123288725774, "p");
	run_release(&run);
}

/* A finding needs size, too: a million records with a corrected V of 0.05 are none. */
Test(associations, certainty_alone_is_no_finding)
{
	struct run run = run_good("segment,g,count\nA,a,525000\nA,b,475000\nB,a,475000\nB,b,525000\n",
	                          "attribute,value,count\ng,a,1\ng,b,1\n", NULL);
	const struct segbias_association_finding *a = &run.findings->associations[0];
	cr_assert(a->q < 1e-9 && a->v_corrected < 0.1 && a->v_corrected > 0.04 && !a->finding);
	run_release(&run);
}

Test(associations, not_where_the_plain_test_is_wrong)
{
	static const char reference[] = "attribute,value,count\ng,a,1\ng,b,1\n";
	static const char *const campaigns[] = {"g\na\nb\n", "segment,g\nS,a\nS,b\n",
	                                        "segment,g,weight\nS,a,1\nT,b,2\nS,a,2\n"};
	for (size_t i = 0; i < 3; i++) {
		struct run run = run_good(campaigns[i], reference, NULL);
		cr_expect_eq(run.findings->association_count, 0, "row %zu", i);
		run_release(&run);
	}
}
