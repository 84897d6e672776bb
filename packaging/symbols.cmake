# What a debugger needs to name functions and lines, apart from the stripped command and library: it finds them by their build id.
# Run at installation, of FILES, unstripped, with READELF and OBJCOPY.
foreach(file ${FILES})
	execute_process(COMMAND ${READELF} --notes ${file} OUTPUT_VARIABLE notes COMMAND_ERROR_IS_FATAL ANY)
	if(NOT notes MATCHES "Build ID: ([0-9a-f][0-9a-f])([0-9a-f]+)")
		message(FATAL_ERROR "${file} has no build id")
	endif()
	set(folder $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/debug/.build-id/${CMAKE_MATCH_1})
	file(MAKE_DIRECTORY ${folder})
	execute_process(COMMAND ${OBJCOPY} --only-keep-debug --compress-debug-sections ${file} ${folder}/${CMAKE_MATCH_2}.debug
		COMMAND_ERROR_IS_FATAL ANY)
	file(CHMOD ${folder}/${CMAKE_MATCH_2}.debug PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endforeach()
