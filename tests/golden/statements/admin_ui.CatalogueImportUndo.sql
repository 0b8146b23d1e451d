-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'import_' || encode(uuid_send(catalogue_imports_1.id), 'hex') AS id, catalogue_imports_1.status AS status, catalogue_imports_1.kept_count AS "keptCount", 'CatalogueImport' AS __typename
FROM catalogue_imports AS catalogue_imports_1
WHERE catalogue_imports_1.id = $1::UUID) AS anon_2) AS "catalogueImport", CAST($2::VARCHAR AS JSON) AS errors, 'CatalogueImportUndoPayload' AS __typename) AS anon_1
