import Engines
import Testing

@Suite("Addresses of databases")
struct DatabaseAddressTests {
  @Test(
    "An argument names a database and a table or query",
    arguments: [
      (
        "postgresql://ann@db:5432/sales#public.orders",
        "public.orders of postgresql at db:5432/sales"
      ),
      ("postgres://db/sales#select 1 as \"#\"", "the query of postgresql at db/sales"),
      ("postgresql:orders", "orders of postgresql"),
      (
        "spark:sc://host:15002/;token=abcdef#warehouse.orders",
        "warehouse.orders of spark at host:15002/"
      ),
      ("spark:sales", "sales of spark at elsewhere:15002"),
      ("postgresql:\"Odd name\".\"a;b\"", "\"Odd name\".\"a;b\" of postgresql"),
    ])
  func reads(argument: String, shown: String) throws {
    let source = try DataSource(
      argument: argument, environment: ["SPARK_REMOTE": "sc://elsewhere:15002"])
    #expect(source.shown == shown)
  }

  @Test(
    "What is shown and kept of an argument holds no secret",
    arguments: [
      ("postgresql://ann:pass@db/s?sslpassword=x#t", "postgresql://ann@db/s#t"),
      ("spark:sc://host/;token=secret#t", "spark:sc://host/#t"),
      ("postgresql://db/s#select 'a?b' as c", "postgresql://db/s#select 'a?b' as c"),
      ("week.parquet", "week.parquet"),
    ])
  func opens(argument: String, open: String) {
    #expect(DataSource.open(argument) == open)
  }

  @Test("A name in Spark's quotes ends where it should", arguments: ["a`b", "`", "a"])
  func quotes(name: String) {
    let quoted = Dialect.spark.identifier(name)
    #expect(quoted.dropFirst().dropLast().replacing("``", with: "`") == name)
    #expect(Dialect.spark.literal("\\'") == "'\\\\\\''")
  }

  @Test(
    "A place for rows names a table as the database stores its name",
    arguments: [
      ("postgresql://ann@db/sales#raw.Held", "raw.held of postgresql at db/sales"),
      ("postgresql:\"Odd name\"", "Odd name of postgresql"),
      ("duckdb:/none/a#b.duckdb#main.\"x.y\"", "main.x.y of /none/a#b.duckdb"),
    ])
  func namesTarget(argument: String, shown: String) throws {
    #expect(TableTarget.isMeant(argument))
    #expect(try TableTarget(argument: argument).shown == shown)
  }

  @Test(
    "What names no table to write to is refused",
    arguments: [
      "duckdb:file", "duckdb:#t", "duckdb:f#", "duckdb:f#a.b.c", "duckdb:f#a..b", "duckdb:f#a\"b\"",
      "duckdb:f#\"a", "postgresql://h/d#select 1 as a", "postgresql://h/d", "spark:sc://h:1#t",
    ])
  func refusesTarget(argument: String) {
    #expect(throws: EngineError.self) { try TableTarget(argument: argument) }
  }
}
