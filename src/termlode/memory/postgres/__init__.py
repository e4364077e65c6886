"""A team's memory: the tables of the memory in a PostgreSQL database, many readers and many writers.

::

    address ─▶ connection ─▶ dialect (how PostgreSQL says each statement of memory/sql.py)
       │          │ errors, notes of change, the writers' queue
       └──────▶ store ─▶ all of memory/ as it is: index, score, concordance, documents, maintenance
                  │ undo     migrations ─▶ schema.sql;  roles.sql: who may read, write, administer

Only the connection knows psycopg (extra ``postgres``). What is decided about a unit, how texts are found and how they
are scored is the same code for one person's file and for a team.
"""
