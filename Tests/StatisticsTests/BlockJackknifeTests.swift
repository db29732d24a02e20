import Statistics
import Testing

@Suite("Block jackknife over time")
struct BlockJackknifeTests {
  private static func without(_ blocks: [[Double]], _ figure: ([Double]) -> Double) -> [Double] {
    blocks.indices.map { left in
      figure(blocks.indices.filter { $0 != left }.flatMap { blocks[$0] })
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  @Test("for the mean of equal blocks it is the variance of batch means")
  func batchMeans() throws {
    let blocks = [[1.0, 2, 4], [3, 3, 8], [0, 5, 1], [2, 2, 9]]
    let means = blocks.map(Self.mean)
    let centre = Self.mean(means)
    let batch = means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / 3 / 4
    let variance = try BlockJackknife.variance(without: Self.without(blocks, Self.mean))
    #expect(abs(variance - batch) < 1e-12)
  }

  @Test("one block, none, or a figure that is not finite has no variance")
  func undefined() {
    #expect(throws: Undefined.self) { try BlockJackknife.variance(without: []) }
    #expect(throws: Undefined.self) { try BlockJackknife.variance(without: [1]) }
    #expect(throws: Undefined.self) { try BlockJackknife.variance(without: [1, .infinity]) }
  }

  struct Dependence: Sendable, CustomTestStringConvertible {
    let coefficient: Double
    let times: Int
    let blocks: Int
    let atLeast: Double
    var testDescription: String { "AR(1) of \(coefficient), \(times) times in \(blocks) blocks" }
  }

  @Test(
    "the interval of a mean of dependent rows holds the truth about as often as it says",
    arguments: [
      Dependence(coefficient: 0, times: 60, blocks: 10, atLeast: 0.93),
      Dependence(coefficient: 0.5, times: 60, blocks: 10, atLeast: 0.885),
      Dependence(coefficient: 0.5, times: 240, blocks: 19, atLeast: 0.92),
      Dependence(coefficient: 0.8, times: 240, blocks: 19, atLeast: 0.875),
    ])
  func coverage(_ dependence: Dependence) throws {
    var generator = SeededGenerator(seed: 11)
    var held = 0
    let trials = 1_000
    let scale = (1 - dependence.coefficient * dependence.coefficient).squareRoot()
    for _ in 0..<trials {
      var last = generator.normal()
      let values = (0..<dependence.times).map { _ in
        last = dependence.coefficient * last + scale * generator.normal()
        return last
      }
      let length = dependence.times / dependence.blocks
      let blocks = (0..<dependence.blocks).map { block in
        let end = block == dependence.blocks - 1 ? values.count : (block + 1) * length
        return Array(values[(block * length)..<end])
      }
      let interval = try BlockJackknife.interval(
        value: Self.mean(values), without: Self.without(blocks, Self.mean))
      if interval.low <= 0, 0 <= interval.high { held += 1 }
    }
    #expect(Double(held) / Double(trials) >= dependence.atLeast)
    #expect(Double(held) / Double(trials) <= 0.98)
  }
}
