namespace Executor.Simulator.Server.Tape;

/// <summary>The trades of one stretch of time, which begins at <see cref="OpenAt"/> (UTC). Amounts in base and quote; ids are -1 without a trade.</summary>
public sealed record Candle(
    DateTimeOffset OpenAt, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal QuoteVolume, int Trades,
    decimal TakerBuyVolume, decimal TakerBuyQuoteVolume, long FirstTradeId, long LastTradeId)
{
    /// <summary>A candle without a trade at the price before it.</summary>
    public static Candle Empty(DateTimeOffset openAt, decimal price) => new(openAt, price, price, price, price, 0m, 0m, 0, 0m, 0m, -1, -1);

    /// <summary>The candle with one more trade.</summary>
    public Candle With(PublicTrade trade) => this with
    {
        Open = Trades == 0 ? trade.Price : Open,
        High = Trades == 0 ? trade.Price : Math.Max(High, trade.Price),
        Low = Trades == 0 ? trade.Price : Math.Min(Low, trade.Price),
        Close = trade.Price,
        Volume = Volume + trade.Quantity,
        QuoteVolume = QuoteVolume + trade.QuoteQuantity,
        Trades = Trades + 1,
        TakerBuyVolume = TakerBuyVolume + (trade.IsBuyerMaker ? 0m : trade.Quantity),
        TakerBuyQuoteVolume = TakerBuyQuoteVolume + (trade.IsBuyerMaker ? 0m : trade.QuoteQuantity),
        FirstTradeId = Trades == 0 ? trade.Id : FirstTradeId,
        LastTradeId = trade.Id,
    };

    /// <summary>This candle and the one after it as one.</summary>
    public Candle Then(Candle next) => next.Trades == 0 ? this : Trades == 0 ? next with { OpenAt = OpenAt } : this with
    {
        High = Math.Max(High, next.High),
        Low = Math.Min(Low, next.Low),
        Close = next.Close,
        Volume = Volume + next.Volume,
        QuoteVolume = QuoteVolume + next.QuoteVolume,
        Trades = Trades + next.Trades,
        TakerBuyVolume = TakerBuyVolume + next.TakerBuyVolume,
        TakerBuyQuoteVolume = TakerBuyQuoteVolume + next.TakerBuyQuoteVolume,
        LastTradeId = next.LastTradeId,
    };
}
