// What companies are called, in columns.
CYPHER 25
UNWIND $numbers AS number
MATCH (company:Company {number: number})
RETURN collect(number) AS numbers, collect(company.id) AS ids, collect(company.name) AS names
