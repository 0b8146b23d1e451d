-- 1 visitor, 2 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT CAST($1::VARCHAR AS JSON) AS url, CAST($2::VARCHAR AS JSON) AS errors, 'CatalogueExportCreatePayload' AS __typename) AS anon_1
