import Foundation
import Testing

@testable import Measurements

@Suite("A saved profile")
struct ProfileFileTests {
  static let sql = """
    select i::double / 7 a, (i * 7919) % 1000003 b, 'k' || (i % 300) c, i % 2 = 0 d, [i] e,
      case when i % 5 = 0 then 'nan'::double when i % 7 = 0 then null else sin(i) end f
    from range(30000) r(i)
    """

  @Test("reads back equal")
  func roundTrip() throws {
    let profile = try Table.profile(Self.sql)
    let data = try ProfileFile.encode(profile)
    #expect(ProfileFile.kind(of: data) == .profile)
    #expect(try ProfileFile.decode(data) == profile)
    #expect(try ProfileFile.encode(try ProfileFile.decode(data)) == data)
  }

  @Test(
    "is refused with the reason when it is damaged",
    arguments: [
      ("\"version\":1", "\"version\":99", "version 99"),
      ("\"format\":\"assay-profile\"", "\"format\":\"other\"", "no profile"),
      ("\"counts\":[1,", "\"counts\":[-1,", "number of rows"),
      ("\"counts\":[1,", "\"counts\":[9223372036854775807,", "number of rows"),
      ("\"rows\":", "\"lines\":", "rows"),
    ])
  func damaged(from: String, to: String, reason: String) throws {
    let profile = try Table.profile("select i::double a from range(5) r(i)")
    let text = String(decoding: try ProfileFile.encode(profile), as: UTF8.self)
    let damaged = text.replacingOccurrences(of: from, with: to)
    #expect(damaged != text)
    do {
      _ = try ProfileFile.decode(Data(damaged.utf8))
      Issue.record("the file should be refused")
    } catch {
      #expect(error.reason.contains(reason), "\(error.reason)")
    }
  }

  @Test("is small: bins are stored, not rows")
  func size() throws {
    let profile = try Table.profile("select sin(i) * 1000 v from range(200000) r(i)")
    #expect(try ProfileFile.encode(profile).count < 60_000)
  }

  @Test("prints what the command promises")
  func document() throws {
    let profile = try Table.profile(
      """
      select * from (values (1, 'a', true, date '2024-01-01'), (2, 'a', false, date '2024-03-01'),
        (9223372036854775807, null, null, null)) t(n, s, b, d)
      """)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(ProfileDocument(profile)), as: UTF8.self)
    #expect(text.contains("\"max\":9223372036854775807"))
    #expect(text.contains("\"top\":[{\"count\":2,\"value\":\"a\"}]"))
    #expect(text.contains("\"max\":\"2024-03-01T00:00:00\""))
    #expect(text.contains("\"type\":\"boolean\""))
    #expect(text.contains("\"rows\":3"))
    let empty = String(
      decoding: try encoder.encode(
        ProfileDocument(try Table.profile("select 1.0::double a where false"))),
      as: UTF8.self)
    #expect(empty.contains("\"mean\":null"))
    #expect(empty.contains("\"note\":\"the column has no numbers\""))
  }
}
