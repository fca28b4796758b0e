// Roles of a pair: every deal between two companies, both ways
//
// /// circflow
// id       = "pair-roles"
// version  = "1.0.0"
// maturity = "stable"
// question = "What is {first} to {second}: owner, customer, supplier, partner?"
// reading  = "One row a deal, between the legal companies that made it. Parts of one agreement stand beside their headline: do not add them up."
// caveats  = ["At group level the members of both groups are looked at; deals within one group are left out."]
// argued_in = ["“The Circular Money Trap: how SoftBank and OpenAI”, November 2025: SoftBank is investor, partner in a venture and, through the venture, customer of OpenAI at once."]
// identity = ["deal"]
// tags     = ["pairs"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// [params.first]
// type = "string"
// of = "company"
// required = true
// example = "nvidia"
// doc = "One company, by id or any name."
//
// [params.second]
// type = "string"
// of = "company"
// required = true
// example = "openai"
// doc = "The other company, by id or any name."
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
MATCH (first:Company {id: $first})-[:PART_OF]->(ones:Group)
USING INDEX SEEK first:Company(id)
MATCH (second:Company {id: $second})-[:PART_OF]->(others:Group)
USING INDEX SEEK second:Company(id)
MATCH (ones)<-[:PART_OF]-(one:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-(other:Company)-[:PART_OF]->(others)
WHERE CASE $by WHEN 'group' THEN ones <> others ELSE one.id = $first AND other.id = $second END
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
WITH deal, deal.begins AS begins, startNode(deal) AS payer, endNode(deal) AS payee
RETURN deal.deal_id AS deal, payer.id AS payer, type(deal) AS relationship, payee.id AS payee, deal.deal_kind AS kind,
       CASE
         WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.status
         ELSE deal.status_words[size([day IN deal.status_dates WHERE day <= $as_of]) - 1]
       END AS status,
       deal.amount_low AS amount_low, deal.amount_high AS amount_high,
       deal.currency AS currency, deal.stake_pct AS stake_pct, deal.announced_date AS announced,
       deal.end_date AS ended, deal.contingent AS contingent, deal.quality AS quality,
       [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
ORDER BY begins, deal
LIMIT $limit
