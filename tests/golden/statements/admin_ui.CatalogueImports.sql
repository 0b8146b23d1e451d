-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'import_' || encode(uuid_send(catalogue_imports_1.id), 'hex') AS id, catalogue_imports_1.file_name AS "fileName", catalogue_imports_1.member_name AS "memberName", catalogue_imports_1.created_at AS "createdAt", catalogue_imports_1.status AS status, catalogue_imports_1.create_count AS "createCount", catalogue_imports_1.update_count AS "updateCount", catalogue_imports_1.applied_at + make_interval(secs=>604800.0) AS "undoUntil", catalogue_imports_1.kept_count AS "keptCount", 'CatalogueImport' AS __typename) AS anon_4) AS node, 'CatalogueImportEdge' AS __typename
FROM catalogue_imports AS catalogue_imports_1
ORDER BY catalogue_imports_1.created_at DESC, catalogue_imports_1.id DESC
LIMIT 10) AS anon_3)) AS edges, 'CatalogueImportConnection' AS __typename) AS anon_2) AS "catalogueImports") AS anon_1

-- 2 viewer, 3 visitor, 4 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "catalogueImports") AS anon_1
