-- Everybody, as text: a column in which DuckDB saw nothing but figures would lose what is none.
select * from read_csv('{{ env_var("PEOPLE") | replace("'", "''") }}', all_varchar = true, header = true)
