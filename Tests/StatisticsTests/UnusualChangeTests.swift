import Testing

@testable import Statistics

@Suite("Changes beside those of the past")
struct UnusualChangeTests {
  @Test("Of equally likely stretches at most the promised share is unusual, whatever their leads")
  func exchangeable() throws {
    var generator = SeededGenerator(seed: 5)
    for heavy in [false, true] {
      let leads = (0..<40).map { _ in
        (0..<6).map { _ in
          let normal = generator.normal()
          return heavy ? 1 / max(1e-3, generator.uniform()) : 5 + normal
        }
      }
      let unusual = try leads.indices.filter { place in
        var others = leads
        let new = others.remove(at: place)
        let compared = try StretchComparison(new: new, usual: others, floor: 1, alarmRate: 0.05)
        return compared.ratios.contains { $0 > compared.limit }
      }
      #expect(unusual.count <= 2, "\(unusual)")
    }
  }

  @Test(
    "A lead far above all others is unusual in its series alone, with few stretches and with many")
  func clear() throws {
    var generator = SeededGenerator(seed: 6)
    for count in [8, 12, 19, 60] {
      let usual = (0..<count).map { _ in (0..<4).map { _ in 3 + generator.normal().magnitude } }
      let compared = try StretchComparison(
        new: [4, 80, 3, 0.1], usual: usual, floor: 1, alarmRate: 0.05)
      #expect(compared.stretches == count)
      #expect(compared.ratios.indices.filter { compared.ratios[$0] > compared.limit } == [1])
      #expect(compared.clearest[1] == usual.map { $0[1] }.max())
    }
  }

  @Test("Leads below the floor are as clear as it, so that nothing is unusual that would not show")
  func floor() throws {
    let usual = [[Double]](repeating: [0, -3], count: 10)
    let none = try StretchComparison(new: [0.9, -1], usual: usual, floor: 1, alarmRate: 0.05)
    #expect(none.ratios == [1, 1] && none.limit == 1)
    let one = try StretchComparison(new: [0.9, 7], usual: usual, floor: 1, alarmRate: 0.05)
    #expect(one.ratios == [1, 7])
  }

  @Test("The order of stretches and of series changes nothing")
  func order() throws {
    var generator = SeededGenerator(seed: 7)
    let usual = (0..<11).map { _ in (0..<3).map { _ in generator.uniform() * 9 } }
    let new = [4.0, 7, 1]
    let plain = try StretchComparison(new: new, usual: usual, floor: 1, alarmRate: 0.05)
    let turned = try StretchComparison(
      new: new.reversed(), usual: usual.reversed().map { $0.reversed() }, floor: 1, alarmRate: 0.05)
    #expect(agree(plain.limit, turned.limit, relative: 1e-12))
    #expect(plain.ratios == turned.ratios.reversed())
  }

  @Test("Too few stretches, none, and rates outside of their range say so")
  func undefined() {
    let usual = [[Double]](repeating: [1], count: 8)
    func compared(_ usual: [[Double]], _ new: [Double], floor: Double = 1, rate: Double = 0.05)
      throws -> StretchComparison
    {
      try StretchComparison(new: new, usual: usual, floor: floor, alarmRate: rate)
    }
    #expect(throws: Undefined.self) { try compared(Array(usual.dropLast()), [1]) }
    #expect(throws: Undefined.self) { try compared(usual, []) }
    #expect(throws: Undefined.self) { try compared(usual, [1, 2]) }
    #expect(throws: Undefined.self) { try compared(usual, [1], floor: 0) }
    #expect(throws: Undefined.self) { try compared(usual, [1], rate: 1) }
  }

  @Test("A week is held against weeks that begin on its weekday")
  func weeks() throws {
    let cut = try WindowStretches(usual: Array(3..<103), current: Array(110..<117), areDays: true)
    #expect(cut.stretches.count == 1 && cut.stretches[0].windows == 0..<7)
    // Days 5, 12, …, 96 are whole weeks before day 110.
    #expect(cut.stretches[0].usual.first == 2..<9 && cut.stretches[0].usual.count == 14)
  }

  @Test("Where the past is too short for stretches of the whole length, shorter ones overlap")
  func shorter() throws {
    let days = try WindowStretches(
      usual: Array(0..<84), current: Array(100..<128), areDays: true)
    #expect(days.stretches.first?.windows == 0..<7 && days.stretches.last?.windows == 21..<28)
    #expect(days.stretches.allSatisfy { $0.usual.count >= 8 && $0.windows.count == 7 })
    let rows = try WindowStretches(
      usual: Array(0..<80), current: Array(0..<15), areDays: false)
    #expect(rows.stretches.allSatisfy { $0.windows.count == 10 && $0.usual.count == 8 })
  }

  @Test("Days that are absent cost their stretches, and too few say so")
  func gaps() throws {
    let usual = (0..<200).filter { $0 % 28 < 21 }
    let cut = try WindowStretches(usual: usual, current: Array(200..<207), areDays: true)
    #expect(
      cut.stretches[0].usual.allSatisfy { usual[$0.upperBound - 1] - usual[$0.lowerBound] == 6 })
    #expect(throws: Undefined.self) {
      try WindowStretches(usual: Array(0..<55), current: Array(60..<67), areDays: true)
    }
    #expect(throws: Undefined.self) {
      try WindowStretches(usual: Array(0..<99), current: Array(100..<105), areDays: true)
    }
    #expect(throws: Undefined.self) {
      try WindowStretches(usual: [], current: Array(100..<110), areDays: false)
    }
  }

  /// Columns whose days follow the day before, in turns with a change of the first.
  private func find(_ change: Double, seed: UInt64, current: Int = 14) throws
    -> [Int: UnusualChange]
  {
    var generator = SeededGenerator(seed: seed)
    let past = 180
    let followed = (0..<5).map { column in
      var day = 0.0
      let values = (0..<(past + current)).map { window in
        day = 0.6 * day + 0.08 * generator.normal()
        return day + (column == 0 && window >= past + current / 2 ? change : 0)
      }
      return UnusualChange.Followed(
        column: "\(column)", values: values,
        variances: [Double](repeating: 1e-4, count: values.count), threshold: 0.1)
    }
    return try UnusualChange.find(
      followed, times: (0..<(past + current)).map { Double($0) }, past: past,
      in: WindowStretches(
        usual: Array(0..<past), current: Array(past..<(past + current)), areDays: true), level: 0.95
    )
  }

  @Test("A change among days that differ by themselves is found in its column, and dated")
  func found() throws {
    for current in [14, 40] {
      let found = try find(1.5, seed: 3, current: current)
      #expect(Array(found.keys) == [0])
      let change = try #require(found[0])
      #expect(change.finding.type == .abrupt && change.ratio > 1)
      let date = try #require(change.finding.date)
      #expect((date - Double(180 + current / 2)).magnitude <= 1, "\(change)")
    }
  }

  @Test("Days that differ by themselves are rarely said to have changed")
  func usual() throws {
    let alarms = try (0..<60).count { try !find(0, seed: UInt64($0) + 100).isEmpty }
    // Three are expected at most; ten have a chance below 0.001.
    #expect(alarms < 10, "\(alarms)")
  }
}
