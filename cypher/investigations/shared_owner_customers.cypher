// Shared-owner customers: a customer and its supplier have the same owner
//
// /// circflow
// id       = "shared-owner-customers"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which companies buy from a supplier that has an owner in common with them?"
// reading  = "The owner holds a stake in both ends of the sale. That says nothing about who arranged it, or how much the owner decides."
// caveats  = ["Any stake counts, however small; see its size with evidence.", "Large investors hold many companies that trade with each other for ordinary reasons."]
// argued_in = [
//   "“The real reason why billions go into AI”, October 2025: OpenAI buys from CoreWeave, and Nvidia holds shares of both.",
//   "“The Circular Money Trap: how SoftBank and OpenAI”, November 2025: demand inside a family of companies, under one investor.",
// ]
// identity = ["customer", "supplier", "owner"]
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
// doc = "Company that buys."
//
// [returns.supplier]
// type = "string"
// of = "company"
// doc = "Company that sells."
//
// [returns.owner]
// type = "string"
// of = "company"
// doc = "Company that holds both; neither of the two."
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
  <-[stake:INVESTS_IN|JOINT_VENTURE]-(holder:Company)-[:PART_OF]->(owners:Group)<-[:PART_OF]-(holding:Company)
  -[interest:INVESTS_IN|JOINT_VENTURE]->(invested:Company)-[:PART_OF]->(buyers:Group)<-[:PART_OF]-(buying)
WHERE ($by = 'group' OR (selling = held AND holder = holding AND invested = buying))
  AND ($joint_ventures OR (type(stake) <> 'JOINT_VENTURE' AND type(interest) <> 'JOINT_VENTURE'))
  AND all(deal IN [purchase, stake, interest] WHERE
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
     CASE $by WHEN 'group' THEN owners.id ELSE holder.id END AS owner,
     [purchase, stake, interest] AS legs
WHERE customer <> supplier AND owner <> customer AND owner <> supplier
WITH customer, supplier, owner, collect(legs) AS found
RETURN customer, supplier, owner,
       any(leg IN range(0, 2) WHERE all(legs IN found WHERE legs[leg].contingent)) AS contingent,
       [customer, supplier, owner] AS companies,
       COLLECT { UNWIND found AS legs UNWIND legs AS leg RETURN DISTINCT leg.deal_id AS id ORDER BY id } AS deals
ORDER BY customer, supplier, owner
LIMIT $limit
