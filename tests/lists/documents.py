"""Every list with its orders and filters, as its readers ask for it."""

LEADS = """query ($order: LeadOrder! = NEWEST, $filter: LeadFilter, $first: Int! = 25, $after: String) {
  list: leads(orderBy: $order, filter: $filter, first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }"""
CONVERSATIONS = """query (
  $order: ConversationOrder! = LATEST_MESSAGE, $filter: ConversationFilter, $first: Int! = 25, $after: String
) {
  list: conversations(orderBy: $order, filter: $filter, first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }"""
SERVICES = """query ($order: ServiceOrder! = CATEGORY, $filter: ServiceFilter, $first: Int! = 25, $after: String) {
  list: services(orderBy: $order, filter: $filter, first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }"""
LIBRARY = """query ($filter: LibraryServiceFilter, $first: Int! = 25, $after: String) {
  list: libraryServices(filter: $filter, first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }"""
MESSAGES = """query ($id: ID!, $filter: MessageFilter, $first: Int, $last: Int, $after: String) {
  conversation(id: $id) { list: messages(filter: $filter, first: $first, last: $last, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } } }"""
TOTALS = """query ($leads: LeadFilter, $conversations: ConversationFilter, $services: ServiceFilter) {
  leads(filter: $leads) { totalCount }
  conversations(filter: $conversations) { totalCount }
  services(filter: $services) { totalCount } }"""
