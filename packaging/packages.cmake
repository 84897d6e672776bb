# Debian packages by CPack: segbias (the command), libsegbias0 (the library), libsegbias-dev (headers, pkg-config, CMake), and
# segbias-dbg (the debug symbols of the first two). scripts/dev packages builds them; tests/packages/run looks into them.
#
# A package's days come from SOURCE_DATE_EPOCH, and its paths are those of the source: two builds give the same bytes.
set(SEGBIAS_MAINTAINER "segbias maintainers <segbias@example.org>" CACHE STRING "Who answers for the packages (NAME <ADDRESS>)")
# Below Debian's own, whose first would be 1.
set(PACKAGE_RELEASE 0.1)
string(TIMESTAMP PACKAGE_DAY "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(packaging/changelog.in ${GENERATED}/packaging/changelog @ONLY)
find_program(GZIP gzip REQUIRED)

# gzipped NAME FILE: FILE as build/generated/packaging/NAME.gz, without its name and its time
function(gzipped name file)
	set(made ${GENERATED}/packaging/${name}.gz)
	add_custom_command(OUTPUT ${made} COMMAND ${GZIP} -9nc ${file} > ${made} DEPENDS ${file} VERBATIM)
	set(PACKAGE_GZIPPED ${PACKAGE_GZIPPED} ${made} PARENT_SCOPE)
endfunction()
gzipped(changelog ${CMAKE_CURRENT_SOURCE_DIR}/CHANGELOG.md)
gzipped(changelog.Debian ${GENERATED}/packaging/changelog)
foreach(page ${PAGES})
	cmake_path(GET page STEM name)
	gzipped(${name}.1 ${GENERATED}/${page})
endforeach()
add_custom_target(segbias_gzipped ALL DEPENDS ${PACKAGE_GZIPPED})

set(PACKED ${GENERATED}/packaging)
foreach(pair command/segbias library/libsegbias0 development/libsegbias-dev symbols/segbias-dbg)
	cmake_path(GET pair PARENT_PATH component)
	cmake_path(GET pair FILENAME package)
	install(FILES ${PACKED}/changelog.gz ${PACKED}/changelog.Debian.gz packaging/copyright
		DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${component})
	string(TOUPPER ${component} upper)
	set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${package})
	set(CPACK_DEBIAN_${upper}_FILE_NAME DEB-DEFAULT)
endforeach()
find_program(READELF readelf REQUIRED)
install(CODE "set(FILES $<TARGET_FILE:segbias_command> $<TARGET_FILE:segbias>)\nset(READELF ${READELF})\nset(OBJCOPY ${CMAKE_OBJCOPY})"
	COMPONENT symbols)
install(SCRIPT packaging/symbols.cmake COMPONENT symbols)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME segbias)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT ${SEGBIAS_MAINTAINER})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL command library development symbols)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/packaging/directories.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/packaging/members.cmake)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${PACKAGE_RELEASE})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_CURRENT_BINARY_DIR})

set(version ${PROJECT_VERSION}-${PACKAGE_RELEASE})
set(CPACK_COMPONENT_COMMAND_DESCRIPTION "does an audience reach the people it should?
Compares the segments of a marketing campaign with a reference population:
which groups are over- and under-targeted and which fields are incomplete,
how sure that is, and draws it. With exact statistics, corrected for all
that was tested.")
set(CPACK_DEBIAN_COMMAND_PACKAGE_SECTION math)
set(CPACK_DEBIAN_COMMAND_PACKAGE_DEPENDS "libsegbias0 (= ${version})")
set(CPACK_DEBIAN_COMMAND_PACKAGE_RECOMMENDS "gnuplot-nox, fonts-dejavu-core")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "does an audience reach the people it should? (library)
Compares the segments of a marketing campaign with a reference population.
.
This package holds the shared library.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
install(FILES packaging/libsegbias0.lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME libsegbias0
	COMPONENT library)
file(WRITE ${PACKED}/shlibs "libsegbias 0 libsegbias0 (>= ${PROJECT_VERSION})\n")
file(WRITE ${PACKED}/triggers "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${PACKED}/shlibs ${PACKED}/triggers)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "does an audience reach the people it should? (headers)
Compares the segments of a marketing campaign with a reference population.
.
This package holds what a C or C++ program needs to be built against the
library: headers, and its names for pkg-config and CMake.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libsegbias0 (= ${version})")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_COMPONENT_SYMBOLS_DESCRIPTION "does an audience reach the people it should? (debug symbols)
Compares the segments of a marketing campaign with a reference population.
.
This package holds what a debugger needs to name the functions and lines of
the command and the library.")
set(CPACK_DEBIAN_SYMBOLS_PACKAGE_SECTION debug)
set(CPACK_DEBIAN_SYMBOLS_PACKAGE_DEPENDS "segbias (= ${version}), libsegbias0 (= ${version})")
set(CPACK_DEBIAN_SYMBOLS_PACKAGE_SHLIBDEPS OFF)
include(CPack)
