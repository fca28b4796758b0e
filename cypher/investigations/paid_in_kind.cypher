// Paid in kind: what was paid with something other than money
//
// /// circflow
// id       = "paid-in-kind"
// version  = "1.0.0"
// maturity = "stable"
// question = "What was paid with credits, shares, warrants or usage rights of a party?"
// reading  = "One row for each form that is neither cash, rent, a loan, a grant nor unspecified. A deal paid in several forms is in several rows; how much of it each form is worth is seldom stated."
// caveats  = ["Licence fees, shares of revenue, backstops and guarantees are forms of their own and are listed too, although money may be paid in the end.", "Where no source states the form, a deal is not listed."]
// argued_in = [
//   "“Amazon negotiates up to 50 billion dollars for OpenAI”, February 2026: usage rights at AWS as part of what Amazon may invest.",
//   "“AI industry's loop of one trillion dollars”, October 2025: Microsoft invested Azure credits, AMD pays a customer in warrants on its own shares.",
// ]
// identity = ["payer", "receiver", "relationship", "form"]
// tags     = ["terms"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// [returns.payer]
// type = "string"
// of = "company"
// doc = "Company that pays."
//
// [returns.receiver]
// type = "string"
// of = "company"
// doc = "Company that is paid."
//
// [returns.relationship]
// type = "string"
// doc = "INVESTS_IN, BUYS_FROM or JOINT_VENTURE."
//
// [returns.form]
// type = "string"
// doc = "What is given, in the words of the data; warrants_of_supplier are warrants that the receiver issues."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "Payer and receiver."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deals paid in this form."
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
     CASE $by WHEN 'group' THEN given.group_id ELSE given.id END AS receiver, deal
WHERE payer <> receiver
UNWIND split(coalesce(deal.consideration_form, 'unspecified'), ';') AS part
WITH payer, receiver, type(deal) AS relationship, trim(part) AS form, deal.deal_id AS id
// Kinds of cash and of rent are told by their first word, loans by their last: cash_from_debt, vendor_loan.
WHERE form <> '' AND NOT split(form, '_')[0] IN ['cash', 'rent', 'grant', 'loan', 'unspecified']
  AND NOT split(form, '_')[-1] IN ['loan', 'debt', 'grant']
WITH DISTINCT payer, receiver, relationship, form, id
ORDER BY id
RETURN payer, receiver, relationship, form, [payer, receiver] AS companies, collect(id) AS deals
ORDER BY payer, receiver, relationship, form
LIMIT $limit
