// Integrated ownership: who owns how much of whom, through circles
//
// /// circflow
// id       = "integrated-ownership"
// version  = "1.0.0"
// maturity = "stable"
// compute  = "integrated-ownership"
// question = "Who owns how much of whom, through chains and circles of stakes, and who controls whom?"
// reading  = "One row an owner and a company below it. The integrated share is the part of a unit of money given out by the company, passed up to owners again and again, that reaches the owner; it is never above the whole. Control is another question: an owner, with what it controls, holds more than half."
// caveats  = ["The stake of a pair is that of its latest deal that states one; without --as-of only those count that have begun and not ended today. One that is rumoured, negotiated, planned, conditional or a letter of intent counts where the pair has no firm one; --status firm leaves it out.", "At group level a stake is that of one deal of a member, not the sum over the group.", "A warrant counts as nothing in the low, in full in the high. Investments that state no stake are left out.", "A company whose stakes add up to more than 100 % is named and left out.", "Votes that differ from shares, agreements between owners and options are not looked at."]
// identity = ["owner", "held"]
// tags     = ["ownership"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "limit"]
//
// [params.owner]
// type = "string"
// of = "company"
// example = "nvidia"
// doc = "Only what this company owns; at group level, its group."
//
// [params.held]
// type = "string"
// of = "company"
// example = "openai"
// doc = "Only owners of this company; at group level, of its group."
//
// [params.joint_ventures]
// default = true
// doc = "Whether a stake in a joint venture counts as ownership."
//
// [returns.owner]
// type = "string"
// of = "company"
// doc = "Who owns."
//
// [returns.held]
// type = "string"
// of = "company"
// doc = "What it owns of."
//
// [returns.direct_low]
// type = "number"
// doc = "Least percent that it holds itself."
//
// [returns.direct_high]
// type = "number"
// doc = "Most percent."
//
// [returns.integrated_low]
// type = "number"
// doc = "Least percent with what it holds through others."
//
// [returns.integrated_high]
// type = "number"
// doc = "Most percent."
//
// [returns.controls]
// type = "string"
// doc = "yes at the least shares, possible at some within their ranges, else no."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "The two, and those between them."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deals of the stakes on these ways."
// ///
CYPHER 25
MATCH (giving:Company)-[deal:INVESTS_IN|JOINT_VENTURE]->(given:Company)
WHERE deal.stake_pct IS NOT NULL AND ($joint_ventures OR type(deal) <> 'JOINT_VENTURE')
  // Without a date, stakes that are held today.
  AND ($as_of IS NOT NULL OR deal.begins <= date() <= deal.ends) AND
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
WITH CASE $by WHEN 'group' THEN giving.group_id ELSE giving.id END AS owner,
     CASE $by WHEN 'group' THEN given.group_id ELSE given.id END AS held, deal,
     3 <= CASE
       WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.firmness
       ELSE deal.status_firmness[size([day IN deal.status_dates WHERE day <= $as_of]) - 1]
     END AS firm
WHERE owner <> held
// What is only rumoured, planned or negotiated replaces nothing that is held.
ORDER BY firm DESC, deal.begins DESC, deal.deal_id DESC
WITH owner, held, collect(deal)[0] AS latest
RETURN owner, held,
       // A warrant may never be exercised.
       CASE WHEN any(form IN split(coalesce(latest.consideration_form, ''), ';') WHERE form STARTS WITH 'warrants')
         THEN 0.0 ELSE latest.stake_pct END AS low,
       latest.stake_pct AS high, [latest.deal_id] AS deals
ORDER BY owner, held
