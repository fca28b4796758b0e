// Lookalike companies: two companies whose names differ in form alone
//
// /// circflow
// id       = "lookalike-companies"
// version  = "1.0.0"
// question = "Which companies have names that differ by case, form of script, punctuation or legal ending?"
// reading  = "The two may be one company that was entered twice, so that its deals are spread over two. A parent and its subsidiary often share a name, and so do strangers."
// caveats  = ["Further names count beside the first one, other than those marked ambiguous and those of persons.", "Spelling mistakes and translations are not seen."]
// identity = ["first", "second"]
// tags     = ["doubles", "companies"]
// common   = ["datasets", "limit"]
//
// [params.datasets]
// doc = "Only companies that these data sets list. Without it, all that are loaded."
//
// [returns.first]
// type = "string"
// of = "company"
// doc = "One company, with the smaller id."
//
// [returns.second]
// type = "string"
// of = "company"
// doc = "The other."
//
// [returns.names]
// type = "list<string>"
// doc = "The names that are alike."
//
// [returns.one_group]
// type = "boolean"
// doc = "Whether both belong to one group."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
// ///
CYPHER 25
MATCH (company:Company)
WHERE $datasets IS NULL OR EXISTS { (company)<-[:LISTS]-(listed:Dataset WHERE listed.id IN $datasets) }
CALL (company) {
  RETURN company.name AS text
  UNION
  MATCH (name:Name WHERE NOT name.ambiguous AND name.kind <> 'person')-[:NAMES]->(company)
  RETURN name.text AS text
}
// Case and full-width forms first, then what a name may end or begin with, then everything between letters.
WITH company, text, toLower(normalize(text, NFKC)) AS folded
WITH company, text,
     // S.A. is SA; all other marks stand between words.
     reduce(bare = replace(folded, '.', ''), mark IN split(', ・ · - ‐ – — & / ! ? : ; " “ ” ‘ ’ ( ) [ ]', ' ') + ["'"] |
            replace(bare, mark, ' ')) AS spaced
WITH company, text, reduce(
  bare = ' ' + spaced + ' ',
  legal IN split('incorporated inc corporation corp company co coltd limited ltd llc llp lp plc pbc gmbh ag se sa nv bv ab '
                 + 'as oy spa srl kk pte pty 株 주', ' ') |
  replace(bare, ' ' + legal + ' ', ' ')
) AS stripped
WITH company, text, reduce(
  bare = stripped, legal IN ['株式会社', '合同会社', '有限会社', '주식회사', '유한회사', ' '] | replace(bare, legal, '')
) AS form
WHERE form <> ''
WITH form, collect(DISTINCT {company: company, text: text}) AS found
WHERE size(found) > 1
UNWIND found AS one
UNWIND found AS other
WITH one, other
WHERE one.company.id < other.company.id
WITH one.company AS first, other.company AS second, collect(one.text) + collect(other.text) AS texts
RETURN first.id AS first, second.id AS second,
       COLLECT { UNWIND texts AS text RETURN DISTINCT text ORDER BY text } AS names,
       first.group_id = second.group_id AS one_group, [first.id, second.id] AS companies
ORDER BY first, second
LIMIT $limit
