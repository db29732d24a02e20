import Learners
import Measurements
import Statistics
import Testing

@Suite("Baselines of regressions")
struct ValueBaselineTests {
  private func rows(_ columns: [RowColumn], _ values: [Double]) -> ValueRows {
    ValueRows(table: RowTable(columns: columns), values: values)
  }

  @Test("Mean and median equal scikit-learn's DummyRegressor")
  func dummies() throws {
    for golden in try Goldens.read().dummyRegressor {
      let train = rows([Tables.days("t", Array(golden.values.indices))], golden.values)
      let inputs = BaselineInputs(features: [])
      let mean = try TrainingMean.answer(train: train, test: train.table, inputs: inputs)
      let median = try TrainingMedian.answer(train: train, test: train.table, inputs: inputs)
      #expect((mean.values[0] - golden.mean).magnitude <= 1e-15 * golden.mean.magnitude)
      #expect((median.values[0] - golden.median).magnitude <= 1e-15 * golden.median.magnitude)
    }
  }

  // Days after 1970-01-01: 0 and 30 in January, 31 and 58 in February, 59 and 70 in March.
  @Test("The last month is the calendar month before the test rows, and what follows it")
  func lastMonth() throws {
    let train = rows([Tables.days("t", [0, 30, 31, 58, 59, 62])], [100, 100, 10, 20, 30, 1_000])
    let inputs = BaselineInputs(features: [], timestamp: "t")
    let march = RowTable(columns: [Tables.days("t", [61, 70])])
    let mean = try LastPeriodMean.answer(train: train, test: march, inputs: inputs)
    #expect(mean.values == [20, 20])
    let median = try LastPeriodMedian.answer(train: train, test: march, inputs: inputs)
    #expect(median.values == [20, 20])
  }

  @Test("A gap before the test rows makes the last month with rows the last month")
  func gap() throws {
    let train = rows([Tables.days("t", [0, 30, 31])], [1, 2, 3])
    let test = RowTable(columns: [Tables.days("t", [400])])
    let answer = try LastPeriodMean.answer(
      train: train, test: test, inputs: BaselineInputs(features: [], timestamp: "t"))
    #expect(answer.values == [3])
    #expect(answer.description.contains("that has any training row"))
  }

  @Test("Without older training rows or a timestamp, the last period is undefined")
  func noOlderRows() {
    let train = rows([Tables.days("t", [10])], [1])
    let test = RowTable(columns: [Tables.days("t", [5])])
    for timestamp in ["t", nil] {
      #expect(throws: Undefined.self) {
        try LastPeriodMean.answer(
          train: train, test: test, inputs: BaselineInputs(features: [], timestamp: timestamp))
      }
    }
  }

  @Test("A neighbourhood takes its own last month, else its own past, else everyone's last month")
  func neighbourhood() throws {
    let train = rows(
      [
        Tables.days("t", [0, 0, 31, 32, 33, 34]),
        Tables.categorical("town", ["old", "a", "a", "a", "a", "b"]),
      ], [7, 500, 10, 20, 60, 100])
    let test = RowTable(columns: [
      Tables.days("t", [59, 60, 61, 62]), Tables.categorical("town", ["b", "new", "a", "old"]),
    ])
    let answer = try GroupMedian.answer(
      train: train, test: test,
      inputs: BaselineInputs(features: [], timestamp: "t", group: ["town"]))
    #expect(answer.values == [100, 40, 20, 7])
    #expect(answer.description.contains("1 test rows took their group's median of all training"))
    #expect(answer.description.contains("1 test rows of groups never seen"))
  }

  @Test("Categories are matched by name, not by the order in which a file shows them")
  func categoriesByName() throws {
    let train = rows([Tables.categorical("town", ["a", "b"])], [1, 2])
    let test = RowTable(columns: [Tables.categorical("town", ["b", "a"])])
    let answer = try GroupMedian.answer(
      train: train, test: test, inputs: BaselineInputs(features: [], group: ["town"]))
    #expect(answer.values == [2, 1])
  }

  @Test("A linear regression's answer follows the features")
  func linear() throws {
    let train = rows([RowColumn(name: "x", values: .numeric([1, 2, 3, 4]))], [2, 4, 6, 8])
    let test = RowTable(columns: [RowColumn(name: "x", values: .numeric([10]))])
    let answer = try LinearRegressionBaseline.answer(
      train: train, test: test, inputs: BaselineInputs(features: ["x"]))
    #expect((answer.values[0] - 20).magnitude < 1e-9)
  }

  @Test("A period of rows is the last so many before the test rows, whatever their order")
  func rowsAsPeriod() throws {
    let train = rows([Tables.days("t", [5, 1, 4, 3])], [50, 10, 40, 30])
    let test = RowTable(columns: [Tables.days("t", [9])])
    let answer = try LastPeriodMean.answer(
      train: train, test: test,
      inputs: BaselineInputs(features: [], timestamp: "t", period: .rows(2)))
    #expect(answer.values == [45])
  }
}
