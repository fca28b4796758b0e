// Promise ladder: how much is paid, signed, announced, or only talked about
//
// /// circflow
// id       = "promise-ladder"
// version  = "1.0.0"
// maturity = "stable"
// question = "How much is paid, signed, announced, only talked about, by relationship and form; each deal group once?"
// reading  = "One row a relationship, status and form. The parts of an agreement stand at their own status, held within the bounds of their headline; a headline stands for what its parts leave of it, so that no money is counted twice."
// caveats  = ["A closed deal has been concluded; that all of it was paid no status says.", "Purchases and the investments that fund them are both listed: do not add up relationships.", "Holdings, acquisitions, guarantees, backstops, payment in shares or warrants alone, and figures per year or of another basis bring no amount; they count as unpriced, as do agreements in several currencies.", "A deal that was ended keeps its status and amount unless as_of leaves it out."]
// argued_in = ["“Amazon negotiates up to 50 billion dollars for OpenAI”, February 2026: 15 billion dollars at once, 35 on a condition, and all of it still under negotiation."]
// identity = ["relationship", "status", "form", "currency"]
// tags     = ["terms", "amounts"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "amounts_from", "rates", "in", "limit"]
//
// [returns.relationship]
// type = "string"
// doc = "INVESTS_IN, BUYS_FROM or JOINT_VENTURE."
//
// [returns.status]
// type = "string"
// doc = "On the ladder from rumoured to closed, the firmest first."
//
// [returns.form]
// type = "string"
// doc = "What is given, in the words of the data; several are joined by a semicolon."
//
// [returns.low]
// type = "integer"
// doc = "Least amount of what has a price, in currency units; null when nothing has."
//
// [returns.high]
// type = "integer"
// doc = "Largest amount of what has a price; null when open."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the amounts; null in a row without any."
//
// [returns.deals_priced]
// type = "integer"
// doc = "Agreements that bring an amount; several deals of one agreement between the same two count once."
//
// [returns.deals_unpriced]
// type = "integer"
// doc = "Agreements that bring none; where there are amounts in several currencies, they have a row of their own."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All who pay or are paid."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deals of the row, and headlines that hold them."
// ///
CYPHER 25
MATCH (giving:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(given:Company)
WITH CASE $by WHEN 'group' THEN giving.group_id ELSE giving.id END AS payer,
     CASE $by WHEN 'group' THEN given.group_id ELSE given.id END AS payee, deal,
     CASE WHEN $amounts IS NULL THEN {low: deal.amount_low, high: deal.amount_high, currency: deal.currency}
     ELSE $amounts[deal.deal_id] END AS amount,
     CASE WHEN $as_of IS NOT NULL THEN size([day IN deal.status_dates WHERE day <= $as_of]) - 1 END AS entry,
     (
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
     ) AS passes,
     // What brings no amount is as if absent.
     NOT deal.contingent AND deal.rollup <> 'holding' AND deal.amount_code <> 'not_this_edge'
       AND NOT coalesce(deal.deal_kind, '') IN ['holding', 'acquisition']
       AND coalesce(deal.amount_basis, 'total') IN ['consideration', 'contract_value', 'total']
       AND NOT all(form IN split(coalesce(deal.consideration_form, 'unspecified'), ';')
                   WHERE form STARTS WITH 'shares' OR form STARTS WITH 'stock' OR form STARTS WITH 'warrants') AS brings
WHERE payer <> payee AND (passes OR brings)
WITH payer, payee, type(deal) AS relationship, [deal.dataset, deal.deal_group] AS agreement, {
  ids: [deal.deal_id], low: amount.low, high: amount.high, currency: amount.currency,
  step: [coalesce(deal.status_firmness[entry], deal.firmness), coalesce(deal.status_words[entry], deal.status),
         coalesce(deal.consideration_form, 'unspecified')],
  passes: coalesce(passes, false), brings: brings, heads: brings AND deal.rollup = 'headline'
} AS row
ORDER BY row.ids
WITH payer, payee, relationship, agreement, collect(row) AS rows
WITH *, [r IN rows WHERE r.heads AND r.passes] AS heads, [r IN rows WHERE r.brings AND NOT r.heads] AS parts
WITH *, COLLECT { UNWIND heads AS r RETURN max(r.low) }[0] AS head_low,
     reduce(most = 0, r IN heads | CASE WHEN r.high > most THEN r.high WHEN r.high <= most THEN most END) AS head_high,
     reduce(sum = 0, r IN parts | sum + r.high) AS parts_high
// Parts that can reach their headline stand for it; else it stands beside them, for what they leave.
WITH *, any(r IN parts WHERE r.passes) AND coalesce(head_low <= coalesce(parts_high, head_low), false) AS reached
WITH *, CASE WHEN heads <> [] AND NOT reached THEN heads[0].step END AS rest
WITH *, [r IN rows WHERE r.passes AND NOT r.heads] + CASE WHEN rest IS NULL THEN [] ELSE [{
  ids: reduce(all = [], r IN heads | all + r.ids), low: CASE WHEN head_low IS NOT NULL THEN 0 END, step: rest, brings: true
}] END AS members
UNWIND COLLECT { UNWIND members AS r RETURN DISTINCT r.step } AS step
WITH *, [r IN members WHERE r.step = step] AS here, [r IN members WHERE r.step = step AND r.brings] AS own,
     [r IN parts WHERE NOT (r.passes AND r.step = step)] AS others, reached OR coalesce(step = rest, false) AS held
WITH *, own + CASE WHEN held AND head_low IS NOT NULL THEN heads + parts ELSE [] END AS compared,
     reduce(sum = 0, r IN own | sum + coalesce(r.low, 0)) AS own_low, reduce(sum = 0, r IN own | sum + r.high) AS own_high,
     CASE WHEN held THEN head_low - reduce(sum = 0, r IN others | sum + r.high) END AS least,
     CASE WHEN held THEN head_high - reduce(sum = 0, r IN others | sum + coalesce(r.low, 0)) END AS most
WITH *, [r IN compared WHERE r.low IS NOT NULL AND r.currency IS NOT NULL | r.currency] AS told,
     own <> [] AND (reached OR any(r IN own WHERE r.low IS NOT NULL)) AS known,
     CASE WHEN least > own_low THEN least ELSE own_low END AS low,
     CASE WHEN own_high <= coalesce(most, own_high) THEN own_high ELSE most END AS high
WITH relationship, step, collect({
  currency: CASE WHEN known AND all(c IN told WHERE c = told[0]) THEN told[0] END, parties: [payer, payee],
  low: low, high: CASE WHEN high < low THEN low ELSE high END,
  deals: reduce(all = [], r IN here + CASE WHEN reached AND own <> [] THEN heads ELSE [] END | all + r.ids)
}) AS found
WITH *, [f IN found WHERE f.currency IS NULL] AS unpriced,
     COLLECT { UNWIND found AS f WITH f WHERE f.currency IS NOT NULL RETURN DISTINCT f.currency } AS currencies
UNWIND currencies + CASE WHEN size(currencies) = 1 OR unpriced = [] THEN [] ELSE [null] END AS currency
WITH *, [f IN found WHERE f.currency = currency] AS priced, CASE WHEN currency IS NOT NULL THEN 0 END AS zero,
     CASE WHEN currency IS NULL OR size(currencies) = 1 THEN unpriced ELSE [] END AS beside
RETURN relationship, step[1] AS status, step[2] AS form,
       reduce(sum = zero, f IN priced | sum + f.low) AS low, reduce(sum = zero, f IN priced | sum + f.high) AS high,
       currency, size(priced) AS deals_priced, size(beside) AS deals_unpriced,
       COLLECT { UNWIND priced + beside AS f UNWIND f.parties AS id RETURN DISTINCT id ORDER BY id } AS companies,
       COLLECT { UNWIND priced + beside AS f UNWIND f.deals AS id RETURN DISTINCT id ORDER BY id } AS deals
ORDER BY relationship, step[0] DESC, status, form, currency
LIMIT $limit
