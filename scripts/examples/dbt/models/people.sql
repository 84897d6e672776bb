-- Everybody, as text: a column in which DuckDB saw nothing but figures would lose what is none.
select * from read_csv('{{ env_var("PEOPLE") }}', all_varchar = true, header = true)
