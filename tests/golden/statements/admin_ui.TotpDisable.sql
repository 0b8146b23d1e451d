-- 1 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'person_' || encode(uuid_send(accounts_1.id), 'hex') AS id, (SELECT totp_factors.enabled_at
FROM totp_factors
WHERE totp_factors.account_id = accounts_1.id) AS "secondFactorSince", (SELECT count(*) AS count_1
FROM recovery_codes
WHERE recovery_codes.account_id = accounts_1.id AND recovery_codes.used_at IS NULL) AS "recoveryCodesLeft", 'Person' AS __typename
FROM accounts AS accounts_1
WHERE accounts_1.id = $1::UUID) AS anon_2) AS person, CAST($2::VARCHAR AS JSON) AS errors, 'TotpDisablePayload' AS __typename) AS anon_1
