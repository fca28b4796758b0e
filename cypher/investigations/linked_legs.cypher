// Linked legs: deals in opposite directions that were agreed together
//
// /// circflow
// id       = "linked-legs"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which opposite deals of a pair were agreed at most {within_days} days apart, or in one agreement?"
// reading  = "In one deal the first company pays the second, in the other the second pays the first, and both were announced at or near the same time, or the data join them in one agreement. That they were agreed as one is for the sources to say."
// caveats  = ["A date that is known only to the month or year counts from its first day.", "Deals without a date are linked only by their agreement.", "A company that buys from a supplier and gets warrants of it pays in one direction only, which is no pair of legs."]
// argued_in = [
//   "“AI industry's loop of one trillion dollars”, October 2025: OpenAI's order of AMD chips and AMD's warrants for OpenAI came in one agreement.",
//   "Nortel and AT&T Latin America, January 2002: the loan and the order were agreed on one day.",
// ]
// identity = ["first", "second", "relationships", "first_date", "second_date", "one_group"]
// tags     = ["pairs", "time"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// [params.within_days]
// type = "integer"
// default = 0
// range = [0, 3650]
// doc = "Most days between the two announcements."
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
// [returns.relationships]
// type = "list<string>"
// doc = "Type of the deal that the first pays, then of the deal that the second pays."
//
// [returns.first_date]
// type = "string"
// doc = "Announcement of what the first pays, with the precision of the source; null when unknown."
//
// [returns.second_date]
// type = "string"
// doc = "Announcement of what the second pays, likewise."
//
// [returns.days]
// type = "integer"
// doc = "Days between the two, from the earliest reading of each; null when one is unknown."
//
// [returns.one_group]
// type = "boolean"
// doc = "Whether the data join both deals in one agreement."
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
// doc = "All deals of both legs with these dates."
// ///
CYPHER 25
MATCH REPEATABLE ELEMENTS
  (payer:Company)-[there:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(paid:Company)-[:PART_OF]->(seconds:Group)
  <-[:PART_OF]-(returning:Company)-[back:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(reached:Company)
  -[:PART_OF]->(firsts:Group)<-[:PART_OF]-(payer)
WHERE CASE $by WHEN 'group' THEN firsts.id < seconds.id
                            ELSE payer.id < paid.id AND returning = paid AND reached = payer END
  AND all(deal IN [there, back] WHERE
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
WITH CASE $by WHEN 'group' THEN firsts.id ELSE payer.id END AS first,
     CASE $by WHEN 'group' THEN seconds.id ELSE paid.id END AS second,
     there, back, [there.dataset, there.deal_group] = [back.dataset, back.deal_group] AS one_group,
     CASE WHEN there.announced_date IS NOT NULL AND back.announced_date IS NOT NULL
       THEN abs(duration.inDays(there.begins, back.begins).days) END AS days
WHERE one_group OR days <= $within_days
WITH first, second, [type(there), type(back)] AS relationships, there.announced_date AS first_date,
     back.announced_date AS second_date, days, one_group, collect([there, back]) AS found
RETURN first, second, relationships, first_date, second_date, days, one_group,
       any(leg IN [0, 1] WHERE all(legs IN found WHERE legs[leg].contingent)) AS contingent,
       [first, second] AS companies,
       COLLECT { UNWIND found AS legs UNWIND legs AS leg RETURN DISTINCT leg.deal_id AS id ORDER BY id } AS deals
ORDER BY first, second, first_date, second_date, relationships, one_group
LIMIT $limit
