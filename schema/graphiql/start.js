// Runs documents as whoever is signed in to the dashboard in this browser, or with the headers of the Headers tab.
const fetcher = GraphiQL.createFetcher({
  url: '/graphql',
  subscriptionUrl: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
  headers: { 'x-carbot-csrf': '1' },
})

const example = `# CarBot's API. Sign in to the dashboard in this browser, then run a query as yourself:

{
  viewer {
    kind
    workshop {
      name
    }
  }
  leads(first: 5) {
    totalCount
    edges {
      node {
        id
        status
        contactDetails {
          name
        }
      }
    }
  }
}
`

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: example, shouldPersistHeaders: false }),
)
