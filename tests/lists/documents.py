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
IMPORTS = """query ($first: Int! = 25, $after: String) {
  list: catalogueImports(first: $first, after: $after) {
    edges { node { id fileName status } } pageInfo { hasNextPage endCursor } } }"""
RULES = """query ($filter: PriceRuleFilter, $first: Int! = 25, $after: String) {
  list: priceRules(filter: $filter, first: $first, after: $after) {
    edges { node { id service { name } category { name } } } pageInfo { hasNextPage endCursor } } }"""
HISTORY = """query ($id: ID!, $first: Int! = 25, $after: String) {
  node(id: $id) { ... on Service { list: priceHistory(first: $first, after: $after) {
    edges { node { validFrom priceKind } } pageInfo { hasNextPage endCursor } } } } }"""
CATALOGUE = """query ($first: Int! = 25) {
  list: services(first: $first) { edges { node {
    id category { name serviceCount } image { url } priceHistory(first: 3) { edges { node { validFrom } } } } } } }"""
CATEGORIES = "query { serviceCategories { id name serviceCount } }"
GAPS = """query ($order: GapOrder! = LAST_SEEN, $filter: KnowledgeGapFilter, $first: Int! = 25, $after: String) {
  list: knowledgeGaps(orderBy: $order, filter: $filter, first: $first, after: $after) {
    edges { node { id conversation { id } } } pageInfo { hasNextPage endCursor } } }"""
FAQ = """query ($order: FaqOrder! = POSITION, $filter: FaqFilter, $first: Int! = 25, $after: String) {
  list: faqEntries(orderBy: $order, filter: $filter, first: $first, after: $after) {
    edges { node { id question } } pageInfo { hasNextPage endCursor } } }"""
TEXTS = """query ($first: Int! = 25, $after: String) {
  list: documents(first: $first, after: $after) {
    edges { node { id title } } pageInfo { hasNextPage endCursor } } }"""
