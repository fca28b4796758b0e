// Rivals with one owner: two companies of one owner that do not trade with each other
//
// /// circflow
// id       = "rivals-with-one-owner"
// version  = "1.0.0"
// maturity = "stable"
// question = "Who owns two companies that do not trade with each other under the same filters?"
// reading  = "The owner holds a stake in both, and no purchase between the two is loaded that passes the filters. It is the counterpart of shared-owner-customers: together they are all pairs with an owner in common."
// caveats  = ["Whether the two compete is not in the data; many pairs are in different trades.", "A purchase that nobody has reported is missing here too."]
// argued_in = ["“Amazon negotiates up to 50 billion dollars for OpenAI”, February 2026: Amazon holds OpenAI and Anthropic, which buy nothing from each other. What looks like a shared owner is none here."]
// identity = ["owner", "first", "second"]
// tags     = ["ownership"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "limit"]
//
// [params.joint_ventures]
// default = true
// doc = "Whether a stake in a joint venture counts as ownership."
//
// [returns.owner]
// type = "string"
// of = "company"
// doc = "Company that holds both; neither of the two."
//
// [returns.first]
// type = "string"
// of = "company"
// doc = "One of the two, the one with the smaller id."
//
// [returns.second]
// type = "string"
// of = "company"
// doc = "The other."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The stakes of the owner in both."
// ///
CYPHER 25
MATCH (holder:Company)-[deal:INVESTS_IN|JOINT_VENTURE]->(held:Company)
WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE')
  AND
  // deal counts >>>
  ($as_of IS NULL OR (deal.begins <= $as_of AND deal.ends >= $as_of))
  AND ($status = 'all' OR 3 <= CASE
    WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.firmness
    ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= $as_of]) - 1]
  END)
  AND ($datasets IS NULL OR deal.dataset IN $datasets)
  AND ($contingent OR NOT deal.contingent)
  AND ($min_quality = 'C' OR deal.quality <= $min_quality)
  AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
    WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
  // <<<
MATCH (holder)-[:PART_OF]->(holders:Group)
MATCH (held)-[:PART_OF]->(own:Group)
WITH CASE $by WHEN 'group' THEN holders.id ELSE holder.id END AS owner,
     CASE $by WHEN 'group' THEN own.id ELSE held.id END AS owned, own, deal
WHERE owner <> owned
WITH owner, owned, own, collect(deal.deal_id) AS stakes
WITH owner, collect({id: owned, own: own, stakes: stakes}) AS holdings
UNWIND holdings AS one
UNWIND holdings AS other
WITH owner, one, other, one.own AS ones, other.own AS others
WHERE one.id < other.id
  AND NOT EXISTS {
    MATCH (ones)<-[:PART_OF]-(buyer:Company)-[deal:BUYS_FROM]-(seller:Company)-[:PART_OF]->(others)
    WHERE ($by = 'group' OR (buyer.id = one.id AND seller.id = other.id))
      AND
      // deal counts >>>
      ($as_of IS NULL OR (deal.begins <= $as_of AND deal.ends >= $as_of))
      AND ($status = 'all' OR 3 <= CASE
        WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.firmness
        ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= $as_of]) - 1]
      END)
      AND ($datasets IS NULL OR deal.dataset IN $datasets)
      AND ($contingent OR NOT deal.contingent)
      AND ($min_quality = 'C' OR deal.quality <= $min_quality)
      AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
        WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
      // <<<
  }
RETURN owner, one.id AS first, other.id AS second, [owner, one.id, other.id] AS companies,
       COLLECT { UNWIND one.stakes + other.stakes AS id RETURN id ORDER BY id } AS deals
ORDER BY owner, first, second
LIMIT $limit
