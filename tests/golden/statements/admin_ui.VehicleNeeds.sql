-- 1 owner, 2 viewer, 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.services AS services
FROM (SELECT json_agg(json_build_object('id', services.id, 'name', services.name, 'library', services.library_service_id)) AS services
FROM services
WHERE services.is_active AND services.library_service_id IN ('c0bf75f8-a2e2-5890-9b80-f0771e7cab9f', 'aa1f4373-64e1-5803-807b-9f951923fd11', '0b814ecd-43b5-5cd0-8c16-efc736000301', 'b1f73e89-e373-5f89-a75b-6400b5e865c6', '3196c472-1f47-5a40-8545-d356fd79afde', '8b25c64b-778c-509d-b137-fa977506294a', '1dd62c14-163a-594c-be11-08355971fe99', 'c2282f55-5a5d-52f5-8bb0-0865d674a4aa', '075483f7-f6ce-52f7-8185-1dc917b7a5aa', '991bcfae-d422-5872-9c5b-406c9ffb00b4', '5362e1ce-0533-535d-8b96-f7588f232247', '14da2e73-c4d7-5740-8e30-27000acaeada', 'ba849d5d-8f5e-5e2d-afe2-f790aa73a7d1', '0026dc1e-2bf3-5ae8-b24e-dcf1005369ab', '24354b70-0a41-5ee8-8dfd-fe3503752539', '7f032bd8-0e05-598c-ad2c-14bb00832a31', '8936b887-6ac2-5d7b-8c64-a36bceedc0fd', '5f31879b-57eb-5cf6-a2a2-2792f494b0c5', '6f3ec7c6-9a84-51eb-a5d4-4ba214dadfbb', '21ae3e0b-79ee-5572-bd67-b1216e7d04b0', 'cf71dda5-6021-51b8-a8cd-6a9e58084303', '801aa20f-e379-549f-a2a0-1ecfe1042b8d', '3d41fc41-050f-5176-8134-605a20aa9935', 'dae39977-918d-55ba-a595-99919da49097', '11509d31-bd31-5fdb-9dfb-e3d81234aed6', 'e4ab71dc-0e55-5c0a-a50a-6451e45e02ef')) AS anon_3) AS anon_2) AS "vehicleRecommendations") AS anon_1

-- 4 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "vehicleRecommendations") AS anon_1
