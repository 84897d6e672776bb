# The members of a package have the time and the modes that ar gives where it is asked for the same bytes each time: CPack gives them
# those of the files it has just written. Run by CPack when the packages are there.
foreach(package ${CPACK_PACKAGE_FILES})
	set(folder ${package}.members)
	file(MAKE_DIRECTORY ${folder})
	execute_process(COMMAND ar x ${package} WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY)
	file(REMOVE ${package})
	execute_process(COMMAND ar rcD ${package} debian-binary control.tar.gz data.tar.gz WORKING_DIRECTORY ${folder}
		COMMAND_ERROR_IS_FATAL ANY)
	file(REMOVE_RECURSE ${folder})
endforeach()
