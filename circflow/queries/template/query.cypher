// $title: write here in a few words what a row is
//
// What stands between the two marks is TOML in comments. Change it and the Cypher below, then:
//   circflow queries check FOLDER
//   circflow queries test FOLDER
//
// /// circflow
// id       = "$id"          # as the file is named, with - for _; it never changes
// version  = "0.1.0"           # raise the first number when columns or their meaning change
// maturity = "experimental"    # or "stable"
//
// # One sentence; a parameter in braces is shown with its value.
// question = "Which companies pay at least {least} companies?"
// # How to read a row, and what it does not show. Neutral words: a structure proves no intention.
// reading  = "A company that has agreed to pay several others. That is ordinary business for most of them."
// caveats  = ["Amounts are left out: one large deal counts as much as a small one."]
// # Where this question was asked, and of which case, if anywhere.
// argued_in = []
//
// # The columns by which one row differs from every other.
// identity = ["payer"]
// tags     = ["own"]
//
// # Parameters that mean the same in every query: see `circflow show round-trips`. The block `deal counts` below is
// # what honours the first seven; leave it out together with them.
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// # A parameter of your own: $$least in the Cypher, --least on the command line. Types: integer, number, date, string,
// # boolean, enum (with choices), list. With of = "company" a text is any name of a company, in any script.
// [params.least]
// type = "integer"
// default = 2
// range = [1, 1000]
// doc = "Least number of companies that are paid."
//
// # The columns, in any order; each AS of the final RETURN needs one.
// [returns.payer]
// type = "string"
// of = "company"
// doc = "Company that pays."
//
// [returns.paid]
// type = "integer"
// doc = "How many companies it pays."
//
// # Every query returns these two: pictures and evidence are made from them.
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
MATCH (paying:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(receiving:Company)
WHERE
  // deal counts >>>
  // <<<
WITH CASE $$by WHEN 'group' THEN paying.group_id ELSE paying.id END AS payer,
     CASE $$by WHEN 'group' THEN receiving.group_id ELSE receiving.id END AS payee, deal
WHERE payer <> payee
WITH payer, collect(DISTINCT payee) AS payees, collect(deal.deal_id) AS found
WHERE size(payees) >= $$least
RETURN payer, size(payees) AS paid,
       COLLECT { UNWIND [payer] + payees AS id RETURN id ORDER BY id } AS companies,
       COLLECT { UNWIND found AS id RETURN id ORDER BY id } AS deals
ORDER BY paid DESC, payer
LIMIT $$limit
