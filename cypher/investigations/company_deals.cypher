// Deals of a company: all money in and out
//
// /// circflow
// id       = "company-deals"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which deals has {company}, in and out?"
// reading  = "One row a deal, between the legal companies that made it. Parts of one agreement stand beside their headline: do not add them up."
// caveats  = ["At group level the deals of all companies of its group are listed; deals within the group are left out."]
// identity = ["deal"]
// tags     = ["companies"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// [params.company]
// type = "string"
// of = "company"
// required = true
// example = "openai"
// doc = "The company, by id or any name."
//
// [returns.direction]
// type = "string"
// doc = "out when the company pays, in when it is paid."
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "Id of the deal."
//
// [returns.payer]
// type = "string"
// of = "company"
// doc = "Company that pays."
//
// [returns.relationship]
// type = "string"
// doc = "INVESTS_IN, BUYS_FROM or JOINT_VENTURE."
//
// [returns.payee]
// type = "string"
// of = "company"
// doc = "Company that is paid."
//
// [returns.kind]
// type = "string"
// doc = "Kind of deal, in the words of the data; null when not stated."
//
// [returns.status]
// type = "string"
// doc = "On the ladder from rumoured to closed; with as_of, the status of that date."
//
// [returns.amount_low]
// type = "integer"
// doc = "Least amount, in currency units; null when undisclosed."
//
// [returns.amount_high]
// type = "integer"
// doc = "Largest amount; null when undisclosed or open."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the source."
//
// [returns.stake_pct]
// type = "number"
// doc = "Percent of the payee; null when not stated."
//
// [returns.announced]
// type = "string"
// doc = "Announcement, with the precision of the source; null when unknown."
//
// [returns.ended]
// type = "string"
// doc = "End, likewise; null while open."
//
// [returns.contingent]
// type = "boolean"
// doc = "Whether it is due only if something happens."
//
// [returns.quality]
// type = "string"
// doc = "Best source: A, B, C; null without a source."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "Payer and payee."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deal."
// ///
CYPHER 25
MATCH (asked:Company {id: $company})-[:PART_OF]->(own:Group)
USING INDEX SEEK asked:Company(id)
MATCH (own)<-[:PART_OF]-(member:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-(:Company)-[:PART_OF]->(others:Group)
WHERE CASE $by WHEN 'group' THEN own <> others ELSE member.id = $company END
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
WITH deal, deal.begins AS begins, startNode(deal) AS payer, endNode(deal) AS payee,
     CASE WHEN startNode(deal) = member THEN 'out' ELSE 'in' END AS direction
RETURN direction, deal.deal_id AS deal, payer.id AS payer, type(deal) AS relationship, payee.id AS payee,
       deal.deal_kind AS kind,
       CASE
         WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.status
         ELSE deal.status_words[size([day IN deal.status_dates WHERE day <= $as_of]) - 1]
       END AS status,
       deal.amount_low AS amount_low, deal.amount_high AS amount_high,
       deal.currency AS currency, deal.stake_pct AS stake_pct, deal.announced_date AS announced,
       deal.end_date AS ended, deal.contingent AS contingent, deal.quality AS quality,
       [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
ORDER BY direction DESC, begins, deal
LIMIT $limit
