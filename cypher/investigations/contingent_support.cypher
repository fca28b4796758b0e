// Contingent support: guarantees and backstops, and what else ties the two
//
// /// circflow
// id       = "contingent-support"
// version  = "1.0.0"
// maturity = "stable"
// question = "Who guarantees or backstops whom, until when, and what else ties them?"
// reading  = "One row a contingent deal. Its amount is an upper limit that is due only if something happens, and enters no sum of money that flows."
// caveats  = ["Ties are the types of all other deals between the two, in either direction, that pass the same filters; a second guarantee is such a tie.", "Support for a debt to somebody else names the company that is relieved, not the lender."]
// argued_in = ["“AI industry's loop of one trillion dollars”, October 2025: Nvidia takes what CoreWeave cannot sell, until 2032."]
// identity = ["deal"]
// tags     = ["terms", "pairs"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "amounts_from", "rates", "in", "limit"]
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "Id of the guarantee or backstop."
//
// [returns.guarantor]
// type = "string"
// of = "company"
// doc = "Company that would pay."
//
// [returns.beneficiary]
// type = "string"
// of = "company"
// doc = "Company that would be paid."
//
// [returns.kind]
// type = "string"
// doc = "Kind of deal, in the words of the data; null when not stated."
//
// [returns.amount_high]
// type = "integer"
// doc = "Upper limit, in currency units; null when undisclosed."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the source."
//
// [returns.until]
// type = "string"
// doc = "End, with the precision of the source; null while open."
//
// [returns.ties]
// type = "list<string>"
// doc = "Types of the other deals between the two; may be empty."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "Guarantor and beneficiary."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The guarantee or backstop, then the other deals between the two."
// ///
CYPHER 25
MATCH (giving:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE WHERE deal.contingent]->(given:Company)
WHERE
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
MATCH (giving)-[:PART_OF]->(givers:Group)
MATCH (given)-[:PART_OF]->(takers:Group)
WITH CASE $by WHEN 'group' THEN givers ELSE giving END AS guarantor,
     CASE $by WHEN 'group' THEN takers ELSE given END AS beneficiary, givers, takers, deal AS support,
     CASE WHEN $amounts IS NULL THEN {high: deal.amount_high, currency: deal.currency} ELSE $amounts[deal.deal_id] END AS amount
WHERE guarantor <> beneficiary
CALL (guarantor, beneficiary, givers, takers, support) {
  MATCH (givers)<-[:PART_OF]-(one:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-(other:Company)-[:PART_OF]->(takers)
  WHERE deal <> support AND ($by = 'group' OR (one = guarantor AND other = beneficiary))
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
  WITH type(deal) AS tie, deal.deal_id AS id
  ORDER BY tie, id
  RETURN collect(DISTINCT tie) AS ties, collect(id) AS others
}
RETURN support.deal_id AS deal, guarantor.id AS guarantor, beneficiary.id AS beneficiary, support.deal_kind AS kind,
       amount.high AS amount_high, amount.currency AS currency, support.end_date AS until, ties,
       [guarantor.id, beneficiary.id] AS companies, [support.deal_id] + others AS deals
ORDER BY guarantor, beneficiary, deal
LIMIT $limit
