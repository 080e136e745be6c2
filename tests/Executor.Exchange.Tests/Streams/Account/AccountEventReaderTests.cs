using System.Text;
using CsCheck;
using Executor.Core.Exchange;
using Executor.Exchange.Streams.Account;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Tests.Streams.Account;

/// <summary>Every field of the documented events lands where it belongs, and nothing that comes breaks the reader.</summary>
public sealed class AccountEventReaderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1764000001000);

    [Fact]
    public void Trade_IsReportedWithItsFill()
    {
        var news = Read(Events.Execution());

        var report = Assert.IsType<AccountEvent.OrderChanged>(news.Event).Report;
        Assert.Equal(1764000000330, news.At!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(("BTCUSDT", 4217L, "ex-7f3a-01"), (report.Symbol, report.OrderId, report.ClientOrderId));
        Assert.Equal((OrderSide.Buy, OrderType.Limit, OrderStatus.PartiallyFilled), (report.Side, report.Type, report.Status));
        Assert.Equal((61300m, 0.02m, 0.01m, 612.6m), (report.Price, report.Quantity, report.ExecutedQuantity, report.QuoteQuantity));
        Assert.Null(report.StopPrice);
        Assert.Null(report.OrderListId);
        Assert.Null(report.ExpiryReason);
        Assert.True(report.IsWorking);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1764000000321);
        Assert.Equal(at, report.UpdatedAt);
        Assert.Equal(new Fill(9001, 4217, 61260m, 0.01m, 0.00001m, "BTC", at, IsMaker: false), Assert.Single(report.Fills));
    }

    [Theory]
    [InlineData("CANCELED", "CANCELED", "cancel-1", "ex-7f3a-01", "ex-7f3a-01")]
    [InlineData("REPLACED", "NEW", "ex-7f3a-01", "", "ex-7f3a-01")]
    [InlineData("NEW", "NEW", "ex-7f3a-01", "", "ex-7f3a-01")]
    public void ClientOrderId_IsTheOneGivenAtPlacement(string execution, string status, string id, string original, string expected)
    {
        var report = Report(Events.Execution(execution, status, id, original, tradeId: -1));

        Assert.Equal(expected, report.ClientOrderId);
        Assert.Empty(report.Fills);
    }

    [Theory]
    [InlineData("EXPIRED", "\"eR\":\"OCO_TRIGGER\",", "OCO_TRIGGER")]
    [InlineData("EXPIRED", "\"eR\":\"NONE\",", null)]
    [InlineData("CANCELED", "", null)]
    public void ExpiryReason_IsTheExchangesWord(string status, string more, string? expected) =>
        Assert.Equal(expected, Report(Events.Execution("EXPIRED", status, tradeId: -1, more: more)).ExpiryReason);

    [Fact]
    public void UntriggeredStop_DoesNotWork()
    {
        var json = Events.Execution("NEW", "NEW", tradeId: -1, type: "STOP_LOSS_LIMIT", more: "").Replace("\"z\":\"0.01000000\"", "\"z\":\"0.00000000\"", StringComparison.Ordinal);

        var report = Report(json);

        Assert.False(report.IsWorking);
        Assert.Equal((61300m, 60000m), (report.Price, report.StopPrice));
    }

    [Fact]
    public void Position_GivesAbsoluteAmounts()
    {
        var balances = Assert.IsType<AccountEvent.BalancesChanged>(Read(Events.Position).Event);

        Assert.Equal(new Balance("BTC", 0.00999m, 0.01m), Assert.Single(balances.Balances));
        Assert.Equal(1764000000330, balances.At.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void MarginLevel_IsHandedOn()
    {
        var level = Assert.IsType<AccountEvent.MarginLevelChanged>(Read("""{"e":"MARGIN_LEVEL_STATUS_CHANGE","E":1764000000000,"l":"1.25","s":"MARGIN_CALL"}""").Event);

        Assert.Equal(1.25m, level.Level);
    }

    [Theory]
    [InlineData("listStatus", "None")]
    [InlineData("balanceUpdate", "None")]
    [InlineData("externalLockUpdate", "Look")]
    [InlineData("USER_LIABILITY_CHANGE", "Look")]
    [InlineData("eventStreamTerminated", "SubscriptionOver")]
    [InlineData("serverShutdown", "Leaving")]
    [InlineData("inventedTomorrow", "Unknown")]
    public void OtherTypes_HaveTheirEffect(string type, string effect)
    {
        var news = Read($"{{\"e\":\"{type}\",\"E\":1764000000000}}");

        Assert.Equal((type, effect), (news.Type, news.Effect.ToString()));
        Assert.Null(news.Event);
    }

    [Theory]
    [InlineData("\"z\":\"0.01000000\",", "")]
    [InlineData("\"q\":\"0.02000000\",", "")]
    [InlineData("\"n\":\"0.00001000\"", "\"n\":\"-1\"")]
    [InlineData("\"N\":\"BTC\"", "\"N\":null")]
    [InlineData("\"X\":\"PARTIALLY_FILLED\"", "\"X\":\"MELTED\"")]
    [InlineData("\"i\":4217", "\"i\":\"many\"")]
    [InlineData("\"T\":1764000000321", "\"T\":-5")]
    public void WhatIsMissingOrImpossible_IsNotGuessed(string present, string instead)
    {
        var json = Events.Execution().Replace(present, instead, StringComparison.Ordinal);

        Assert.Throws<WireException>(() => Read(json));
    }

    [Fact]
    public void MutatedBytes_AreReadOrRefused()
    {
        var seeds = new[] { Events.Execution(), Events.Position }.Select(Encoding.UTF8.GetBytes).ToArray();
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, 700], Gen.Byte, Gen.Int[0, 700]).Sample(
            (seed, place, value, cut) =>
            {
                var bytes = seeds[seed].ToArray();
                bytes[place % bytes.Length] = value;
                try
                {
                    Assert.NotNull(AccountEventReader.Read(bytes.AsSpan(0, bytes.Length - (cut % bytes.Length == 0 ? 0 : value % 2 * (cut % bytes.Length))), Now));
                }
                catch (WireException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            },
            iter: 20_000);
    }

    private static AccountNews Read(string json) => AccountEventReader.Read(Encoding.UTF8.GetBytes(json), Now);

    private static OrderReport Report(string json) => Assert.IsType<AccountEvent.OrderChanged>(Read(json).Event).Report;
}
