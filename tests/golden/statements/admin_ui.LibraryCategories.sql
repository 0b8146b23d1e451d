-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'librarycategory_' || encode(uuid_send(library_categories_1.id), 'hex') AS id, library_categories_1.code AS code, library_categories_1.name_de AS "nameDe", library_categories_1.name_en AS "nameEn", library_categories_1.name_tr AS "nameTr", library_categories_1.name_pl AS "namePl", library_categories_1.icon AS icon, library_categories_1.position AS position, 'LibraryCategory' AS __typename
FROM library_categories AS library_categories_1
ORDER BY library_categories_1.position, library_categories_1.id) AS anon_2)) AS "libraryCategories") AS anon_1
