-- Prepares the schema that RudderStack fills. psql runs this file; in another client, run the files below in this order.
-- Run it again when the library or RudderStack has added a column or a table: it replaces what it made, and loses nothing.
\set ON_ERROR_STOP on
set client_min_messages to warning; -- no notice for each column that is there already
\ir setup/1-columns.sql
\ir setup/2-functions.sql
\ir setup/3-transcripts.sql
\ir setup/4-messages.sql
\ir setup/5-response-times.sql
\ir setup/6-ratings.sql
\ir setup/7-operator-names.sql
\ir setup/8-forget-visitor.sql
