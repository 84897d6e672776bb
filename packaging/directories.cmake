# A directory in a package has the modes that it has in Debian, whatever the umask of who builds it. Run by CPack when all is installed
# in its folder and nothing is packed.
execute_process(COMMAND find ${CPACK_TEMPORARY_DIRECTORY} -type d -exec chmod 0755 {} + COMMAND_ERROR_IS_FATAL ANY)
