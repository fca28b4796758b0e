// Direct returns: an investor who is paid by what it owns
//
// A throw-away query for the tests of the catalogue: 'unclosed, CREATE, $nothing, "* //
//
// /// circflow
// id       = "direct-returns"
// version  = "1.2.0"
// maturity = "experimental"
// question = "Who buys from the company that invests in it, in at most {max_hops} deals?"
// reading  = "A pair of deals, not proof that the same money moved."
// caveats  = ["Amounts are left out."]
// argued_in = ["A notebook of 1999."]
// identity = ["investor", "customer"]
// tags     = ["structure", "tests"]
// aliases  = ["two-step-returns"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "limit"]
//
// [params.max_hops]
// type = "integer"
// default = 2
// range = [2, 8]
// doc = "Longest way, in deals."
//
// [params.company]
// type = "string"
// of = "company"
// doc = "Only with this company."
//
// [params.joint_ventures]
// default = true
//
// [returns.investor]
// type = "string"
// of = "company"
// doc = "Who invests."
//
// [returns.customer]
// type = "string"
// of = "company"
//
// [returns.companies]
// type = "list<string>"
// of = "company"
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// ///
CYPHER 25
MATCH (a:Company)-[deals:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->{1,2}(b:Company)-[back:BUYS_FROM]->(a)
WHERE all(deal IN deals + [back] WHERE
  // deal counts >>>
  ($as_of IS NULL OR (deal.begins <= $as_of AND deal.ends >= $as_of))
  AND ($status = 'all' OR coalesce(CASE WHEN $as_of IS NULL THEN null ELSE [i IN range(0, size(coalesce(deal.status_dates, [])) - 1) WHERE deal.status_dates[i] <= $as_of | deal.status_firmness[i]][-1] END, deal.firmness) >= 3)
  AND ($datasets IS NULL OR deal.dataset IN $datasets)
  AND ($contingent OR NOT deal.contingent)
  AND ($min_quality = 'C' OR deal.quality <= $min_quality)
  AND NOT deal.deal_id IN $without
  AND NOT any(party IN [startNode(deal), endNode(deal)] WHERE party.id IN $without OR ($by = 'group' AND EXISTS { (party)-[:PART_OF]->(g:Group WHERE g.id IN $without) }))
  // <<<
  )
  AND ($joint_ventures OR none(deal IN deals WHERE deal:JOINT_VENTURE))
  AND size(deals) + 1 <= $max_hops
  AND ($company IS NULL OR a.id = $company)
  AND a.name <> 'MERGE (n) // no $comment' AND coalesce(a.set, {create: 1}.create) IS NOT NULL
RETURN
  a.id AS investor,
  b.id AS customer,
  [a.id, b.id] AS companies,
  [deal IN deals | deal.deal_id] + back.deal_id AS deals
ORDER BY investor, customer
LIMIT $limit
