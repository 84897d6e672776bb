"""An Airflow DAG (Airflow 3): segbias check stands between a night's segments and the task that publishes them.

What an exit status of segbias check means to Airflow:

    0          passed: the task succeeds, and what stands behind it runs
    1          breached: the task fails at once, whatever `retries` says. The data say so, and will say it again
    4          undecided (the policy's fail_on has `unclear`): the task is skipped, and with it what stands behind it; the callback
               alerts. Nothing is known to be wrong, and nothing is shown to be right: that is no pass
    2, 3       the command or the policy is wrong, the data cannot be judged: fails at once, as it would at every retry
    5, signals the system (memory, a disk, a file that cannot be written), or somebody who ended it: fails and is retried

A BashOperator would tell of them as well: it takes `skip_on_exit_code=4`, but retries on 1. Hence a task in Python.

The files are parameters of the DAG, for `airflow dags trigger audience --conf '{"campaign": "/srv/segbias/other.csv"}'`. The
options are not: whoever may trigger a run may not choose what fails, or where a file is written.
"""
import os
import subprocess
from datetime import datetime, timedelta

from airflow.sdk import Param, dag, task
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

OPTIONS = []  # of segbias check, such as ["--policy", "/srv/segbias/segbias.yaml", "-o", "/srv/segbias/night.json"]


def alert(context):
	"""Called where the gate failed for good or was skipped: put your own pager or mail here."""
	print(f"ALERT {context['task_instance'].task_id}: {context.get('exception')}", flush=True)


def judge(campaign, reference):
	"""Runs the check; returns where it passed, and else raises what Airflow is to do."""
	# A list of words: no shell reads a file's name, and behind -- none is an option. What the check says goes to the task's log.
	command = [os.environ.get("SEGBIAS", "segbias"), "check", *OPTIONS, "--", campaign, reference]
	try:
		done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
			encoding="utf-8", errors="replace")
	except OSError as error:
		raise AirflowFailException(f"{command[0]}: {error.strerror}") from error
	print(done.stdout, flush=True)
	said = next(iter(done.stdout.splitlines()), "")
	match done.returncode:
		case 0:
			return
		case 1:
			raise AirflowFailException(f"breached: {said}")
		case 4:
			raise AirflowSkipException(f"undecided: {said}")
		case 2 | 3:
			raise AirflowFailException(f"exit status {done.returncode}, which no retry mends: {said}")
		case status:
			raise AirflowException(f"exit status {status}: {said}")


@dag(
	schedule="15 2 * * *",
	start_date=datetime(2026, 1, 1),
	catchup=False,
	max_active_runs=1,
	params={
		"campaign": Param("/srv/segbias/campaign.csv", type="string"),
		"reference": Param("/srv/segbias/census.csv", type="string"),
	},
)
def audience():
	@task(retries=3, retry_delay=timedelta(minutes=10), execution_timeout=timedelta(hours=1),
		on_failure_callback=alert, on_skipped_callback=alert)
	def gate(params=None):
		judge(params["campaign"], params["reference"])

	@task
	def publish():
		"""Whatever reads the segments: it runs only behind a gate that passed."""
		print("published", flush=True)

	gate() >> publish()


audience()
