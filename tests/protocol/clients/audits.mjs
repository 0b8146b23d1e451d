// Runs every audit of graphql-http against the address in the first argument; prints one JSON array of the results.
import { serverAudits } from 'graphql-http'

const results = []
for (const audit of serverAudits({ url: process.argv[2] })) {
  const result = await audit.fn()
  const { response } = result
  const answer = response && {
    status: response.status,
    type: response.headers.get('content-type'),
    body: response.bodyUsed ? null : (await response.text()).slice(0, 300),
  }
  results.push({ id: result.id, name: result.name, status: result.status, reason: result.reason ?? null, answer })
}
console.log(JSON.stringify(results))
