"""segbias: does an audience reach the people it should?

	import segbias
	result = segbias.compare(frame, "census.csv", segment="audience")
	print(result.summary)
	result.values            # a frame of the kind that was given

Where a campaign is counted in parts, each is a tally, and their sum stands in its place:

	plan = segbias.tally("sample.csv", "census.csv", empty=True)
	parts = [segbias.tally(frame, like=plan, part=name) for name, frame in frames.items()]
	result = segbias.compare(segbias.merge(parts), "census.csv")

Files are paths; frames are whatever hands out an Arrow stream (pandas 2.2 and later, Polars, DuckDB relations, pyarrow). What every
figure means stands in DEFINITIONS.md, every option in `segbias compare --help`.
"""

from __future__ import annotations

import json as _json
import os as _os
import tempfile as _tempfile
from collections.abc import Iterable as _Iterable
from collections.abc import Mapping as _Mapping
from typing import Any as _Any

from . import _library
from ._library import DataError, Error, SystemError_, UsageError

__all__ = ["DataError", "Error", "Result", "SystemError_", "Tally", "UsageError", "compare", "merge", "tally", "version"]

version = _library.version


class Result:
	"""What a comparison found. Frames are of the kind of the campaign, or else of the reference, or else pyarrow tables."""

	def __init__(self, findings: _library.Findings, kind: str) -> None:
		self._findings = findings
		self._kind = kind
		self._tree: dict[str, _Any] | None = None

	@property
	def json(self) -> str:
		"""The result as the command prints it (-f json): data/schema/compare.schema.json."""
		return self._findings.render("json").decode()

	def _list(self, name: str) -> list[dict[str, _Any]]:
		if self._tree is None:
			self._tree = _json.loads(self.json)
		return self._tree[name]

	@property
	def summary(self) -> dict[str, int]:
		"""How many groups have which verdict."""
		return dict(self._list("summary"))

	@property
	def values(self) -> _Any:
		"""A row a group: segment, attribute, value, count, shares, index with limits, p, q, verdict."""
		return self._frame([
			{"segment": row["segment"], "attribute": row["attribute"], **_flat(value)}
			for row in self._list("comparisons")
			for value in row["values"]
		])

	@property
	def comparisons(self) -> _Any:
		"""A row an attribute of a segment: n, missing, unmatched, chi2, p, effect sizes."""
		return self._frame([{key: cell for key, cell in row.items() if key != "values"} for row in self._list("comparisons")])

	@property
	def incomplete(self) -> _Any:
		"""A row a column of a segment: how much of it is missing."""
		return self._frame(self._list("incomplete"))

	@property
	def mapping(self) -> _Any:
		"""A row a spelling of the campaign: which value it was taken for, and how."""
		return self._frame(self._list("mapping"))

	@property
	def warnings(self) -> _Any:
		"""A row a warning: code, message, place, hint."""
		return self._frame(self._list("warnings"))

	def to_html(self, path: str | _os.PathLike[str], language: str | None = None) -> None:
		"""Writes the report as a page that is one file."""
		_write(path, self._findings.render("html", language))

	def _frame(self, rows: list[dict[str, _Any]]) -> _Any:
		columns = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
		if self._kind == "pandas":
			import pandas

			return pandas.DataFrame(columns)
		if self._kind == "polars":
			import polars

			return polars.DataFrame(columns, strict=False)
		import pyarrow

		return pyarrow.table(columns)

	def __repr__(self) -> str:
		return f"<segbias.Result: {', '.join(f'{count} {word}' for word, count in self.summary.items() if count)}>"


class Tally:
	"""What was counted of a campaign or of a part of it, as `segbias tally` writes it: counts, no records and no names of people."""

	def __init__(self, data: bytes) -> None:
		self._data = bytes(data)

	def __bytes__(self) -> bytes:
		return self._data

	def write(self, path: str | _os.PathLike[str]) -> None:
		"""Writes it as a file, which the command and every `path` here take."""
		_write(path, self._data)

	def __eq__(self, other: object) -> bool:
		return isinstance(other, Tally) and self._data == other._data

	def __hash__(self) -> int:
		return hash(self._data)

	def __repr__(self) -> str:
		return f"<segbias.Tally: {len(self._data)} bytes>"


def _flat(value: dict[str, _Any]) -> dict[str, _Any]:
	"""A pair of limits is two columns, as in CSV."""
	row: dict[str, _Any] = {}
	for key, cell in value.items():
		if isinstance(cell, list) and len(cell) == 2:
			row[f"{key}_low"], row[f"{key}_high"] = cell
		else:
			row[key] = cell
	return row


def _write(path: str | _os.PathLike[str], data: bytes) -> None:
	"""All or nothing."""
	beside = f"{_os.fspath(path)}.{_os.getpid()}.part"
	try:
		with open(beside, "xb") as file:
			file.write(data)
			file.flush()
			_os.fsync(file.fileno())
		_os.replace(beside, path)
	except BaseException:
		if _os.path.exists(beside):
			_os.unlink(beside)
		raise


def _kind_of(data: object) -> str | None:
	root = type(data).__module__.partition(".")[0]
	return root if root in ("pandas", "polars") else None


def _name_of(data: object, name: str, options: _library.Options) -> str:
	"""The path, or the name that the frame has in messages."""
	if isinstance(data, Tally):
		options.memory(name, bytes(data))
		return name
	if isinstance(data, (str, _os.PathLike)):
		path = _os.fspath(data)
		if path == "-":
			raise UsageError(_library.USAGE, "standard input is the command's: give a path or a frame")
		# A frame has one of these names.
		return _os.path.join(".", path) if path in ("campaign", "reference", "like") else path
	if type(data).__name__ == "LazyFrame":
		raise TypeError(f"{name}: a LazyFrame has no rows yet: call .collect() on it")
	if not hasattr(data, "__arrow_c_stream__"):
		raise TypeError(
			f"{name}: neither a path, a tally nor a frame that hands out an Arrow stream (__arrow_c_stream__): {type(data).__name__}"
		)
	options.stream(name, data)
	return name


def _texts(key: str, value: _Any) -> list[str]:
	"""The settings' texts of a Python value: several of a list or a mapping."""
	if isinstance(value, bool):
		return ["true" if value else "false"]
	if isinstance(value, _Mapping):
		return [f"{name}={_one(part)}" for name, part in value.items()]
	if isinstance(value, (set, frozenset)):
		value = sorted(value)
	if isinstance(value, (list, tuple)):
		# What takes a list takes commas; what is repeatable comes again.
		return [str(part) for part in value] if key in _REPEATABLE else [",".join(str(part) for part in value)]
	return [_one(value)]


def _one(value: _Any) -> str:
	if isinstance(value, (list, tuple)):
		return ",".join(str(part) for part in value)
	return str(value)


_REPEATABLE = frozenset(("map", "recode", "bins", "within", "multi", "where", "campaign_where", "reference_where"))


def compare(
	campaign: _Any,
	reference: _Any = None,
	*,
	segment: str | list[str] | None = None,
	attributes: list[str] | str | None = None,
	weight: str | None = None,
	**options: _Any,
) -> Result:
	"""Compares a campaign's segments with a reference population.

	campaign, reference: a path, or a frame that hands out an Arrow stream. No file is written, and a policy file is read only where
	`policy` names one. options: as in a policy file (`min_n=50`, `bins={"age": [18, 35, 65]}`, `map={"sex": "gender"}`).
	Raises UsageError, DataError or SystemError_, where the command would exit with 2, 3 or 5; TypeError for what is neither.
	"""
	kind = _kind_of(campaign) or _kind_of(reference) or "pyarrow"
	asked = _asked({"segment": segment, "attributes": attributes, "weight": weight, **options})
	return Result(_library.compare(*_names(campaign, reference, asked), asked), kind)


def tally(
	campaign: _Any,
	reference: _Any = None,
	*,
	part: str | None = None,
	like: str | _os.PathLike[str] | Tally | None = None,
	empty: bool = False,
	header: bool = True,
	**options: _Any,
) -> Tally:
	"""Counts a campaign, or a part of one, and compares nothing: `merge` adds tallies up, `compare` takes one as its campaign.

	The plan (columns, their parts, options) is made from both, which are files then, as they are read twice; or it is that of `like`:
	then a frame is counted, too, no reference is needed, and options that are the plan's are refused. part: its name, by which no part is
	counted twice; a frame has no other. empty: the plan alone, of no record. header: with like, False says that the file has none.
	Raises as compare.
	"""
	files = [isinstance(data, (str, _os.PathLike)) for data in (campaign, reference)]
	if campaign is not None and like is None and not all(files) and reference is not None:
		raise UsageError(
			_library.USAGE,
			"a plan is made from files, which are read twice: a frame is counted by that of another tally",
			"plan = segbias.tally('sample.csv', 'reference.csv', empty=True), then like=plan",
		)
	if campaign is not None and part is None and not files[0]:
		raise UsageError(_library.USAGE, "a frame has no name: part='…' says which part of the campaign it is")
	asked = _asked(options, fixed=like is not None)
	names = _names(campaign, reference, asked)
	plan = _name_of(like, "like", asked) if like is not None else None
	return Tally(_library.tally(*names, asked, part=part, like=plan, empty=empty, no_header=not header).render("tally"))


def merge(tallies: _Iterable[str | _os.PathLike[str] | Tally], *, persons_disjoint: bool = False) -> Tally:
	"""Adds up tallies of one plan and different parts, paths or `Tally`: in any order and tree the same bytes.

	persons_disjoint: no person has records in two of them, which is tested. Raises DataError for what is no tally, of another plan,
	or holds a part that another has.
	"""
	if isinstance(tallies, (str, _os.PathLike, Tally)):
		raise TypeError("tallies: a list of them is needed")
	# The library reads files; in a folder that nobody else can open.
	with _tempfile.TemporaryDirectory(prefix="segbias-") as folder:
		paths = []
		for number, one in enumerate(tallies, 1):
			if isinstance(one, Tally):
				paths.append(_os.path.join(folder, f"{number}.tally"))
				_write(paths[-1], bytes(one))
			elif isinstance(one, (str, _os.PathLike)):
				paths.append(_os.fspath(one))
			else:
				raise TypeError(f"tallies: neither a path nor a Tally: {type(one).__name__}")
		try:
			return Tally(_library.merge(paths, persons_disjoint).render("tally"))
		except Error as error:
			# Nobody knows the folder's files: they are called by their place.
			texts = [error.message, error.hint or ""]
			for at, path in enumerate(paths):
				if path.startswith(folder):
					texts = [text.replace(path, f"tallies[{at}]") for text in texts]
			raise type(error)(error.status, texts[0], texts[1] or None) from None


def _asked(settings: dict[str, _Any], fixed: bool = False) -> _library.Options:
	"""The settings; of a policy file only where one is named. fixed: a plan has it already."""
	asked = _library.Options()
	policy = settings.pop("policy", None)
	if policy is not None or not fixed:
		asked.set("policy", "none" if policy is None else _os.fspath(policy))
	for key, value in settings.items():
		if value is not None:
			for text in _texts(key, value):
				asked.set(key, text)
	return asked


def _names(campaign: _Any, reference: _Any, asked: _library.Options) -> tuple[str, str | None]:
	if campaign is None:
		raise TypeError("campaign: a path or a frame is needed")
	# A connection of DuckDB streams one relation at a time: the reference, which is small, is taken whole before.
	if type(reference).__module__.partition(".")[0] in ("duckdb", "_duckdb"):
		reference = reference.to_arrow_table()
	name = _name_of(campaign, "campaign", asked)
	return name, _name_of(reference, "reference", asked) if reference is not None else None
