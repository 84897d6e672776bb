"""The wheel holds the C library: it is of one platform, and of any Python 3. scripts/dev wheel puts the library there."""

import os

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel


class OfAPlatform(Distribution):
	def has_ext_modules(self):
		return True


class AnyPython(bdist_wheel):
	def get_tag(self):
		return ("py3", "none", super().get_tag()[2])


setup(version=os.environ["SEGBIAS_VERSION"], distclass=OfAPlatform, cmdclass={"bdist_wheel": AnyPython})
