#!/usr/bin/env python3
"""Counts a campaign where it lies, in Spark: every partition by a segbias of its own, and only counts come to the driver.

    segbias tally sample.csv census.csv --empty -o plan.tally
    spark-submit tally.py --plan plan.tally --input s3a://lake/campaign/ --output campaign.tally
    segbias compare campaign.tally census.csv

The plan says what is counted, and is made once, of a sample and the reference; the figures are those of all rows in one file. segbias
must be on the PATH of the workers, or --segbias names it there.

A partition whose segbias fails fails its task, which Spark tries again, and then the job: a smaller result is never written. Exit
status: 0 the tally is written; 2 usage; any other: it is not.
"""
import argparse
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import threading

SCHEMA = "part int, rows long, tally binary"


def columns_of(plan):
	"""The columns of the file that the plan was made of, which every part has in its order."""
	head = json.loads(plan.partition(b"\n")[0])
	return [column["name"] for column in head["plan"]["counting"]["head"]]


def texts(frame, names):
	"""The columns as texts, as segbias has them of frames: numbers without .0 or zeros at their end, days and times by ISO 8601."""
	from pyspark.sql import functions, types
	missing = [name for name in names if name not in frame.columns]
	if missing:
		raise ValueError(f"the table lacks columns of the plan: {', '.join(missing)}")
	chosen = []
	for name in names:
		quoted = "`" + name.replace("`", "``") + "`"
		column, kind = functions.col(quoted), frame.schema[name].dataType
		if isinstance(kind, (types.ArrayType, types.MapType, types.StructType, types.BinaryType)):
			text = functions.when(column.isNotNull(), functions.lit("+"))
		elif isinstance(kind, (types.FloatType, types.DoubleType)):
			text = functions.when(~functions.isnan(column), functions.regexp_replace(column.cast("string"), r"\.0$", ""))
		elif isinstance(kind, types.DecimalType) and kind.scale > 0:
			text = functions.regexp_replace(functions.regexp_replace(column.cast("string"), "0+$", ""), r"\.$", "")
		elif isinstance(kind, types.TimestampType):
			text = functions.concat(functions.regexp_replace(column.cast("string"), " ", "T"), functions.lit("Z"))
		elif isinstance(kind, types.TimestampNTZType):
			text = functions.regexp_replace(column.cast("string"), " ", "T")
		else:
			text = column.cast("string")
		chosen.append(text.alias(name))
	return frame.select(*chosen)


def count(batches, plan, names, program, part):
	"""One partition: its batches as CSV into a segbias, and the tally that it writes. -> rows and bytes"""
	with tempfile.TemporaryDirectory() as folder:
		path = os.path.join(folder, "plan.tally")
		with open(path, "wb") as file:
			file.write(plan)
		child = subprocess.Popen([program, "tally", "-", "--like", path, "--part", str(part), "-q"], stdin=subprocess.PIPE,
			stdout=subprocess.PIPE, stderr=subprocess.PIPE)
		heard = {}
		# Each of its outputs on a thread of its own: who writes to it and reads nothing waits for ever.
		listeners = [threading.Thread(target=lambda kind, pipe: heard.update({kind: pipe.read()}), args=pair)
			for pair in (("out", child.stdout), ("err", child.stderr))]
		for listener in listeners:
			listener.start()
		rows = 0
		try:
			with io.TextIOWrapper(child.stdin, encoding="utf-8", newline="") as to:
				writer = csv.writer(to)
				writer.writerow(names)
				for batch in batches:
					writer.writerows(zip(*(column.to_pylist() for column in batch.columns)))
					rows += batch.num_rows
		except BrokenPipeError:
			pass # it says itself why it ended
		except BaseException:
			child.kill()
			raise
		finally:
			child.wait()
			for listener in listeners:
				listener.join()
		if child.returncode != 0:
			raise RuntimeError(f"segbias ended with {child.returncode}: {heard['err'].decode(errors='replace')[:300]}")
	counted = json.loads(heard["out"].rstrip(b"\n").rpartition(b"\n")[2])["rows"]
	if counted != rows:
		raise RuntimeError(f"of {rows} rows {counted} were counted")
	return rows, heard["out"]


def tallies(frame, plan, program="segbias"):
	"""-> a frame with a row a partition: its number, its rows, its tally"""
	names = columns_of(plan)

	def partition(batches):
		import pyarrow
		from pyspark import TaskContext
		part = TaskContext.get().partitionId()
		rows, tally = count(batches, plan, names, program, part)
		yield pyarrow.RecordBatch.from_pydict({"part": pyarrow.array([part], pyarrow.int32()), "rows": pyarrow.array([rows], pyarrow.int64()),
			"tally": pyarrow.array([tally], pyarrow.binary())})

	return texts(frame, names).mapInArrow(partition, SCHEMA)


def merge(found, output, program="segbias"):
	"""Adds up what the partitions gave, in any order to the same bytes."""
	with tempfile.TemporaryDirectory() as folder:
		paths = []
		for row in found:
			paths.append(os.path.join(folder, f"{row['part']}.tally"))
			with open(paths[-1], "wb") as file:
				file.write(row["tally"])
		subprocess.run([program, "merge", *paths, "-o", output], check=True)


def main():
	parser = argparse.ArgumentParser(description="count a campaign in Spark")
	parser.add_argument("--plan", required=True, help="a tally without records: segbias tally SAMPLE REFERENCE --empty -o plan.tally")
	parser.add_argument("--input", required=True, help="what Spark reads")
	parser.add_argument("--format", default="parquet", help="parquet, csv, table … (parquet)")
	parser.add_argument("--output", required=True, help="the tally of all partitions")
	parser.add_argument("--segbias", default="segbias", help="the program, here and on the workers")
	arguments = parser.parse_args()
	from pyspark.sql import SparkSession
	session = SparkSession.builder.appName("segbias tally").config("spark.sql.session.timeZone", "UTC").getOrCreate()
	with open(arguments.plan, "rb") as file:
		plan = file.read()
	if arguments.format == "table":
		frame = session.table(arguments.input)
	elif arguments.format == "csv": # a field may span lines
		frame = session.read.csv(arguments.input, header=True, multiLine=True, escape='"', emptyValue="")
	else:
		frame = session.read.format(arguments.format).load(arguments.input)
	found = tallies(frame, plan, arguments.segbias).collect()
	if not found:
		sys.exit("no partition gave a tally")
	merge(found, arguments.output, arguments.segbias)
	session.stop()
	return 0


if __name__ == "__main__":
	sys.exit(main())
