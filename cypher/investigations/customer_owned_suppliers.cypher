// Customer-owned suppliers: a company buys from a company that it holds
//
// /// circflow
// id       = "customer-owned-suppliers"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which companies buy from a supplier in which they hold a stake?"
// reading  = "Both arrows run from the customer to its supplier: its capital and its orders. No money is shown to come back."
// caveats  = ["Warrants that the supplier gave its customer count as a stake from the day they were agreed, exercised or not."]
// argued_in = [
//   "“The real reason why billions go into AI”, October 2025: Nvidia holds CoreWeave and rents from it.",
//   "“AI industry's loop of one trillion dollars”, October 2025: OpenAI orders from AMD and gets warrants on AMD shares. Both arrows run one way, so no ring of deals shows it.",
// ]
// identity = ["customer", "supplier", "ownership"]
// tags     = ["structure", "ownership"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "limit"]
//
// [params.joint_ventures]
// default = true
// doc = "Whether a stake in a joint venture counts as ownership."
//
// [returns.customer]
// type = "string"
// of = "company"
// doc = "Company that buys and holds."
//
// [returns.supplier]
// type = "string"
// of = "company"
// doc = "Company that sells and is held."
//
// [returns.ownership]
// type = "string"
// doc = "INVESTS_IN or JOINT_VENTURE."
//
// [returns.contingent]
// type = "boolean"
// doc = "Whether some leg rests on guarantees or backstops alone."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "All deals of the row."
// ///
CYPHER 25
MATCH REPEATABLE ELEMENTS
  (buying:Company)-[purchase:BUYS_FROM]->(selling:Company)-[:PART_OF]->(sellers:Group)<-[:PART_OF]-(held:Company)
  <-[stake:INVESTS_IN|JOINT_VENTURE]-(holder:Company)-[:PART_OF]->(buyers:Group)<-[:PART_OF]-(buying)
WHERE ($by = 'group' OR (selling = held AND holder = buying))
  AND ($joint_ventures OR type(stake) <> 'JOINT_VENTURE')
  AND all(deal IN [purchase, stake] WHERE
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
  )
WITH CASE $by WHEN 'group' THEN buyers.id ELSE buying.id END AS customer,
     CASE $by WHEN 'group' THEN sellers.id ELSE selling.id END AS supplier,
     type(stake) AS ownership, [purchase, stake] AS legs
WHERE customer <> supplier
WITH customer, supplier, ownership, collect(legs) AS found
RETURN customer, supplier, ownership,
       any(leg IN range(0, 1) WHERE all(legs IN found WHERE legs[leg].contingent)) AS contingent,
       [customer, supplier] AS companies,
       COLLECT { UNWIND found AS legs UNWIND legs AS leg RETURN DISTINCT leg.deal_id AS id ORDER BY id } AS deals
ORDER BY customer, supplier, ownership
LIMIT $limit
