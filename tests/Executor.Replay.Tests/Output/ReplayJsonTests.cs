namespace Executor.Replay.Tests.Output;

public sealed class ReplayJsonTests
{
    [Fact]
    public async Task Json_OfATinyReplay_IsThisToTheByte()
    {
        using var scenario = new Scenario().Set("FEE_BPS", "10").Quiet(5, 100_000m).Peak(99_999.99m).Row(100_000m, 99_999m, 100_000m).Row(100_000m, 98_000m, 98_000m)
            .Peak(98_000m, "short", Scenario.At(60)).Peak(99_999.99m, at: Scenario.At(5)).Log("[\"PEAK\"]");

        await scenario.RunCommandAsync();

        var json = await File.ReadAllTextAsync(scenario.PathOf("out.json"), TestContext.Current.CancellationToken);
        var (settings, rest) = (json.IndexOf("  \"settings\"", StringComparison.Ordinal), json.IndexOf("  \"feed\"", StringComparison.Ordinal));
        Assert.Equal("{\n  \"schema\": 1,\n  \"symbol\": \"BTCUSDT\",\n", json[..settings]);
        Assert.Equal(Expected, json[rest..]);
    }

    [Fact]
    public async Task Settings_InJson_AreTypedAndComplete()
    {
        using var scenario = new Scenario().Set("TRAIL_STEP_USD", "5bps").Quiet(1, 100_000m);

        await scenario.RunCommandAsync();

        var json = await File.ReadAllTextAsync(scenario.PathOf("out.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"QTY_USD\": 3000,", json, StringComparison.Ordinal);
        Assert.Contains("\"STRICT_SOURCE\": true,", json, StringComparison.Ordinal);
        Assert.Contains("\"TRAIL_STEP_USD\": \"5bps\",", json, StringComparison.Ordinal);
        Assert.Contains("\"TP_R_LIST\": [\n      1,\n      2\n    ],", json, StringComparison.Ordinal);
        Assert.Contains("\"TICK_SIZE\": 0.01,", json, StringComparison.Ordinal);
        Assert.Contains("\"PAPER_QUOTE_BALANCE\": 100000\n  },", json, StringComparison.Ordinal);
    }

    private const string Expected = """
          "feed": {
            "rows": 7,
            "malformed": [],
            "first": "2025-03-01T00:01:00Z",
            "last": "2025-03-01T00:07:00Z"
          },
          "trades": [
            {
              "signalKey": "PEAK|2025-03-01T00:05|long|100000.0",
              "signalTime": "2025-03-01T00:05:00Z",
              "side": "LONG",
              "plan": {
                "entry": 100000,
                "stop": 99000,
                "takeProfits": [
                  101000,
                  102000
                ],
                "quantity": 0.03,
                "legs": [
                  0.01,
                  0.01,
                  0.01
                ],
                "kEntry": 1
              },
              "entry": {
                "time": "2025-03-01T00:05:00.2Z",
                "price": 100000,
                "quantity": 0.03
              },
              "stops": [
                {
                  "time": "2025-03-01T00:05:00.2Z",
                  "price": 99000,
                  "cause": "initial"
                }
              ],
              "fills": [
                {
                  "time": "2025-03-01T00:05:00.2Z",
                  "leg": "entry",
                  "orderId": "EX_EN_1b26903bfd97_0e0",
                  "price": 100000,
                  "quantity": 0.03,
                  "fee": 0.00003,
                  "feeAsset": "BTC"
                },
                {
                  "time": "2025-03-01T00:06:30Z",
                  "leg": "tp1",
                  "orderId": "EX_SL1_1b26903bfd97_0e0",
                  "price": 98999.99,
                  "quantity": 0.00999,
                  "fee": 0.9890099,
                  "feeAsset": "USDT"
                },
                {
                  "time": "2025-03-01T00:06:30Z",
                  "leg": "tp2",
                  "orderId": "EX_SL2_1b26903bfd97_0e0",
                  "price": 98999.99,
                  "quantity": 0.00999,
                  "fee": 0.9890099,
                  "feeAsset": "USDT"
                },
                {
                  "time": "2025-03-01T00:06:30Z",
                  "leg": "runner",
                  "orderId": "EX_SL_1b26903bfd97_0e0",
                  "price": 98999.99,
                  "quantity": 0.00999,
                  "fee": 0.9890099,
                  "feeAsset": "USDT"
                }
              ],
              "exit": {
                "time": "2025-03-01T00:06:30Z",
                "type": "NORMAL_SL",
                "averagePrice": 98999.99
              },
              "profitQuote": -35.9373294,
              "r": -1.19791098,
              "uncovered": []
            }
          ],
          "skips": [
            {
              "signalKey": "PEAK|2025-03-01T01:00|short|98000.0",
              "signalTime": "2025-03-01T01:00:00Z",
              "reason": "short_needs_margin"
            }
          ],
          "duplicates": 1,
          "invalid": [
            {
              "line": 4,
              "reason": "not a JSON object"
            }
          ],
          "summary": {
            "trades": 1,
            "wins": 0,
            "profitQuote": -35.9373294,
            "maxDrawdownQuote": 35.9373294,
            "fees": 5.9670297,
            "uncoveredQuantitySeconds": 0,
            "feeTotals": {
              "BTC": 0.00003,
              "USDT": 2.9670297
            }
          }
        }

        """;
}
