// Open conditions: money that is not due yet
//
// /// circflow
// id       = "open-conditions"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which money is not due yet, who decides, when does it lapse?"
// reading  = "One row a tranche that waits for a condition, and a deal that is conditional or planned. A tranche that is a deal of its own is shown once, as the deal. Do not add up a deal and its tranches."
// caveats  = ["Without as_of, what lapsed long ago is listed too; as_of leaves out what had lapsed by that date.", "A signed deal whose terms name conditions, such as the right to end it, is not listed unless one of its tranches waits."]
// argued_in = ["“Amazon negotiates up to 50 billion dollars for OpenAI”, February 2026: 35 of 50 billion dollars wait for a listing or a technical goal, and the receiver decides when that is reached."]
// identity = ["deal", "tranche"]
// tags     = ["terms", "time"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "Id of the deal."
//
// [returns.tranche]
// type = "integer"
// doc = "Number of the tranche within the deal; null when the row is the deal itself."
//
// [returns.payer]
// type = "string"
// of = "company"
// doc = "Company that would pay."
//
// [returns.receiver]
// type = "string"
// of = "company"
// doc = "Company that would be paid."
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
// [returns.condition]
// type = "string"
// doc = "What it waits for; null when not stated."
//
// [returns.decided_by]
// type = "string"
// of = "company"
// doc = "Company that decides the condition; null when not stated."
//
// [returns.expires]
// type = "string"
// doc = "When it lapses, with the precision of the source; null when not stated."
//
// [returns.status]
// type = "string"
// doc = "On the ladder from rumoured to closed, of the deal or of the tranche; null when not stated."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "Payer, receiver, and who decides."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deal."
// ///
CYPHER 25
MATCH (giving:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(given:Company)
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
WITH CASE $by WHEN 'group' THEN giving.group_id ELSE giving.id END AS payer,
     CASE $by WHEN 'group' THEN given.group_id ELSE given.id END AS receiver, deal, given,
     CASE
       WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.status
       ELSE deal.status_words[size([day IN deal.status_dates WHERE day <= $as_of]) - 1]
     END AS stage
WHERE payer <> receiver
CALL (deal, given, stage) {
  WITH deal, stage
  WHERE stage IN ['conditional', 'planned']
  RETURN null AS tranche, deal.amount_low AS low, deal.amount_high AS high, deal.currency AS currency,
         deal.conditions AS condition, deal.condition_controlled_by AS decider, deal.end_date AS expires, stage AS status
  UNION ALL
  MATCH (part:Tranche)-[:OF]->(record:Deal {id: deal.deal_id})
  USING INDEX SEEK record:Deal(id)
  WITH deal, given, stage, part, split(part.expires, '/')[-1] AS last
  WHERE (part.condition IS NOT NULL OR part.status IN ['conditional', 'planned'])
    AND coalesce(part.status, 'announced') IN ['announced', 'signed', 'partially_funded']
      + CASE $status WHEN 'all' THEN ['rumoured', 'negotiating', 'loi', 'planned', 'conditional'] ELSE [] END
    // A partial date has lapsed once the day, written with the same precision, is beyond it; a span, beyond its last month.
    AND ($as_of IS NULL OR last IS NULL OR last >= CASE
      WHEN last CONTAINS 'Q' THEN $as_of.year + '-Q' + $as_of.quarter
      WHEN last CONTAINS 'H' THEN $as_of.year + '-H' + (1 + $as_of.quarter / 3)
      ELSE left(toString($as_of), size(last))
    END)
    AND NOT EXISTS {
      (given)<-[twin:INVESTS_IN|BUYS_FROM|JOINT_VENTURE WHERE twin.rollup = 'tranche']-(:Company)
      WHERE type(twin) = type(deal) AND twin.dataset = deal.dataset AND twin.deal_group = deal.deal_group
        AND twin.currency = part.currency
        AND (twin <> deal OR stage IN ['conditional', 'planned'])
        AND CASE WHEN part.amount_high IS NULL THEN twin.amount_high IS NULL AND twin.amount_low = part.amount_low
                 ELSE twin.amount_high = part.amount_high END
    }
  RETURN part.tranche_no AS tranche, part.amount_low AS low, part.amount_high AS high, part.currency AS currency,
         part.condition AS condition, part.condition_controlled_by AS decider, part.expires AS expires,
         part.status AS status
}
OPTIONAL MATCH (deciding:Company {id: decider})
USING INDEX SEEK deciding:Company(id)
WITH *, CASE $by WHEN 'group' THEN coalesce(deciding.group_id, decider) ELSE decider END AS decided_by
RETURN deal.deal_id AS deal, tranche, payer, receiver, low AS amount_low, high AS amount_high, currency,
       condition, decided_by, expires, status,
       [payer, receiver] + [id IN [decided_by] WHERE NOT id IN [payer, receiver]] AS companies,
       [deal.deal_id] AS deals
ORDER BY payer, receiver, deal, coalesce(tranche, 0)
LIMIT $limit
