-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'import_' || encode(uuid_send(catalogue_imports_1.id), 'hex') AS id, catalogue_imports_1.file_name AS "fileName", catalogue_imports_1.status AS status, catalogue_imports_1.progress AS progress, catalogue_imports_1.on_duplicate AS "onDuplicate", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT CAST(anon_4.value ->> 'position' AS INTEGER) AS position, anon_4.value ->> 'head' AS head, anon_4.value ->> 'sample' AS sample, anon_4.value ->> 'field' AS field, 'CatalogueImportColumn' AS __typename
FROM jsonb_array_elements(CAST(catalogue_imports_1.columns AS JSONB)) WITH ORDINALITY AS anon_4(value, place)
ORDER BY anon_4.place) AS anon_3)) AS columns, catalogue_imports_1.row_count AS "rowCount", catalogue_imports_1.create_count AS "createCount", catalogue_imports_1.update_count AS "updateCount", catalogue_imports_1.skip_count AS "skipCount", catalogue_imports_1.faulty_count AS "faultyCount", catalogue_imports_1.kept_count AS "keptCount", catalogue_imports_1.applied_at + make_interval(secs=>604800.0) AS "undoUntil", 'CatalogueImport' AS __typename
FROM catalogue_imports AS catalogue_imports_1
WHERE catalogue_imports_1.id = $1::UUID) AS anon_2) AS "catalogueImport", (SELECT row_to_json(anon_5) AS row_to_json_4
FROM (SELECT anon_6.preview AS preview, anon_6.faults AS faults, anon_6.failure AS failure
FROM (SELECT catalogue_imports.preview AS preview, catalogue_imports.faults AS faults, catalogue_imports.failure AS failure
FROM catalogue_imports
WHERE catalogue_imports.id = $2::UUID) AS anon_6) AS anon_5) AS "catalogueImportReport") AS anon_1

-- 2 staff, 3 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "catalogueImport", NULL AS "catalogueImportReport") AS anon_1
