"""The C library by ctypes: its structs, its calls, and its errors as exceptions."""

from __future__ import annotations

import ctypes
import os
from ctypes import POINTER, Structure, byref, c_char, c_char_p, c_int, c_size_t, c_uint64, c_void_p

OK, USAGE, DATA, SYSTEM = 0, 2, 3, 5
# An ArrowArrayStream is five pointers.
STREAM_SIZE = 5 * ctypes.sizeof(c_void_p)


class Error(Exception):
	"""A job that gave no result: `status` as the command's exit status, what went wrong, and what to do next."""

	def __init__(self, status: int, message: str, hint: str | None = None) -> None:
		super().__init__(message if not hint else f"{message}\n  {hint}")
		self.status = status
		self.message = message
		self.hint = hint


class UsageError(Error):
	"""An option or argument is wrong (2)."""


class DataError(Error):
	"""The data or the mapping (3)."""


class SystemError_(Error):
	"""Memory, disk, a file that cannot be written (5)."""


class _Error(Structure):
	_fields_ = [
		("status", c_int),
		("id", c_char * 40),
		("setting", c_char * 40),
		("file", c_char * 256),
		("line", c_uint64),
		("column", c_uint64),
		("message", c_char * 640),
		("hint", c_char * 480),
		("reserved", c_char * 216),
	]


class _RenderOptions(Structure):
	_fields_ = [
		("format", c_char_p),
		("width", c_int),
		("color", c_int),
		("ascii", c_int),
		("command", c_char_p),
		("explain", c_int),
		("language", c_char_p),
		("title", c_char_p),
		("existing", c_char_p),
		("invocation", c_char_p),
		("reserved", c_void_p * 8),
	]


class _TallyRequest(Structure):
	_fields_ = [
		("part", c_char_p),
		("like", c_char_p),
		("empty", c_int),
		("no_header", c_int),
		("sql", c_char_p),
		("from_", c_char_p),
		("reserved", c_char * 32),
	]


class _MergeRequest(Structure):
	_fields_ = [("persons_disjoint", c_int), ("reserved", c_char * 32)]


def _load() -> ctypes.CDLL:
	beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libsegbias.so.0")
	return ctypes.CDLL(os.environ.get("SEGBIAS_LIBRARY") or (beside if os.path.exists(beside) else "libsegbias.so.0"))


_library = _load()

_SIGNATURES = {
	"segbias_version": (c_char_p, []),
	"segbias_options_create": (c_int, [POINTER(c_void_p), POINTER(_Error)]),
	"segbias_options_free": (None, [c_void_p]),
	"segbias_options_set": (c_int, [c_void_p, c_char_p, c_char_p, POINTER(_Error)]),
	"segbias_options_threads": (None, [c_void_p, ctypes.c_uint]),
	"segbias_options_arrow": (c_int, [c_void_p, c_char_p, c_void_p, POINTER(_Error)]),
	"segbias_compare": (c_int, [c_char_p, c_char_p, c_void_p, POINTER(c_void_p), POINTER(_Error)]),
	"segbias_options_memory": (c_int, [c_void_p, c_char_p, c_char_p, c_size_t, POINTER(_Error)]),
	"segbias_tally": (
		c_int,
		[c_char_p, c_char_p, c_void_p, POINTER(_TallyRequest), POINTER(c_void_p), POINTER(_Error)],
	),
	"segbias_merge": (
		c_int,
		[POINTER(c_char_p), c_size_t, POINTER(_MergeRequest), POINTER(c_void_p), POINTER(_Error)],
	),
	"segbias_findings_free": (None, [c_void_p]),
	"segbias_findings_render": (
		c_int,
		[c_void_p, POINTER(_RenderOptions), POINTER(c_void_p), POINTER(c_size_t), POINTER(_Error)],
	),
	"segbias_free": (None, [c_void_p]),
}
for _name, (_result, _arguments) in _SIGNATURES.items():
	getattr(_library, _name).restype = _result
	getattr(_library, _name).argtypes = _arguments


def version() -> str:
	"""Of the library that is there."""
	return _library.segbias_version().decode()


def _raise(status: int, error: _Error) -> None:
	if status == OK:
		return
	message = error.message.decode("utf-8", "replace")
	if error.file:
		place = error.file.decode("utf-8", "replace")
		for part in (error.line, error.column):
			place += f":{part}" if part else ""
		message = f"{place}: {message}"
	kind = {USAGE: UsageError, DATA: DataError, SYSTEM: SystemError_}.get(status, Error)
	raise kind(status, message, error.hint.decode("utf-8", "replace") or None)


class Options:
	"""What is asked of a job. Freed with the object, and with it the streams that it has taken over."""

	def __init__(self) -> None:
		self.handle = c_void_p()
		self._kept: list[object] = []
		error = _Error()
		_raise(_library.segbias_options_create(byref(self.handle), byref(error)), error)

	def __del__(self) -> None:
		if self.handle:
			_library.segbias_options_free(self.handle)

	def set(self, name: str, value: str) -> None:
		error = _Error()
		if "\0" in value:
			raise UsageError(USAGE, f"{name}: a text cannot hold a NUL")
		_raise(_library.segbias_options_set(self.handle, name.encode(), value.encode(), byref(error)), error)

	def threads(self, count: int) -> None:
		_library.segbias_options_threads(self.handle, count)

	def memory(self, name: str, data: bytes) -> None:
		"""Has the bytes read in the place of a file of that name."""
		error = _Error()
		self._kept.append(data)
		_raise(_library.segbias_options_memory(self.handle, name.encode(), data, len(data), byref(error)), error)

	def stream(self, name: str, frame: object) -> None:
		"""Has the frame read in the place of a file of that name."""
		capsule = frame.__arrow_c_stream__()  # type: ignore[attr-defined]
		pointer = ctypes.pythonapi.PyCapsule_GetPointer
		pointer.restype, pointer.argtypes = c_void_p, [ctypes.py_object, c_char_p]
		# The capsule's own release does nothing once the stream has been moved out of it.
		self._kept.append(capsule)
		error = _Error()
		address = pointer(capsule, b"arrow_array_stream")
		_raise(_library.segbias_options_arrow(self.handle, name.encode(), address, byref(error)), error)


class Findings:
	"""A result of the library, to be rendered."""

	def __init__(self) -> None:
		self.handle = c_void_p()

	def __del__(self) -> None:
		if self.handle:
			_library.segbias_findings_free(self.handle)

	def render(self, kind: str, language: str | None = None) -> bytes:
		options = _RenderOptions(format=kind.encode(), language=language.encode() if language else None)
		made, size, error = c_void_p(), c_size_t(), _Error()
		_raise(_library.segbias_findings_render(self.handle, byref(options), byref(made), byref(size), byref(error)), error)
		try:
			return ctypes.string_at(made, size.value)
		finally:
			_library.segbias_free(made)


def compare(campaign: str, reference: str | None, options: Options) -> Findings:
	"""ctypes leaves the interpreter's lock to others while it is called."""
	findings, error = Findings(), _Error()
	_raise(
		_library.segbias_compare(
			os.fsencode(campaign),
			os.fsencode(reference) if reference is not None else None,
			options.handle,
			byref(findings.handle),
			byref(error),
		),
		error,
	)
	return findings


def tally(
	campaign: str,
	reference: str | None,
	options: Options,
	*,
	part: str | None,
	like: str | None,
	empty: bool,
	no_header: bool,
) -> Findings:
	findings, error = Findings(), _Error()
	if part is not None and "\0" in part:
		raise UsageError(USAGE, "part: a text cannot hold a NUL")
	request = _TallyRequest(
		part=part.encode() if part is not None else None,
		like=os.fsencode(like) if like is not None else None,
		empty=empty,
		no_header=no_header,
	)
	_raise(
		_library.segbias_tally(
			os.fsencode(campaign),
			os.fsencode(reference) if reference is not None else None,
			options.handle,
			byref(request),
			byref(findings.handle),
			byref(error),
		),
		error,
	)
	return findings


def merge(tallies: list[str], persons_disjoint: bool) -> Findings:
	findings, error = Findings(), _Error()
	paths = (c_char_p * len(tallies))(*map(os.fsencode, tallies))
	request = _MergeRequest(persons_disjoint=persons_disjoint)
	_raise(_library.segbias_merge(paths, len(tallies), byref(request), byref(findings.handle), byref(error)), error)
	return findings
