using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Core.Signals;

namespace Executor.GrainInterfaces;

// core knows nothing of Orleans: the few core values that cross a grain boundary travel as these.

/// <summary>Wire form of <see cref="Signal"/>.</summary>
[GenerateSerializer, Immutable, Alias("Executor.SignalSurrogate")]
public struct SignalSurrogate
{
    [Id(0)] internal string Key;
    [Id(1)] internal PositionSide Side;
    [Id(2)] internal DateTimeOffset Time;
    [Id(3)] internal decimal Price;
}

/// <summary>Converts <see cref="Signal"/>.</summary>
[RegisterConverter]
public sealed class SignalConverter : IConverter<Signal, SignalSurrogate>
{
    /// <inheritdoc />
    public Signal ConvertFromSurrogate(in SignalSurrogate surrogate) =>
        new() { Key = surrogate.Key, Side = surrogate.Side, Time = surrogate.Time, Price = surrogate.Price };

    /// <inheritdoc />
    public SignalSurrogate ConvertToSurrogate(in Signal value) =>
        new() { Key = value.Key, Side = value.Side, Time = value.Time, Price = value.Price };
}

/// <summary>Wire form of <see cref="Bar"/>.</summary>
[GenerateSerializer, Immutable, Alias("Executor.BarSurrogate")]
public struct BarSurrogate
{
    [Id(0)] internal DateTimeOffset Time;
    [Id(1)] internal decimal High;
    [Id(2)] internal decimal Low;
    [Id(3)] internal decimal Close;
}

/// <summary>Converts <see cref="Bar"/>.</summary>
[RegisterConverter]
public sealed class BarConverter : IConverter<Bar, BarSurrogate>
{
    /// <inheritdoc />
    public Bar ConvertFromSurrogate(in BarSurrogate surrogate) => new(surrogate.Time, surrogate.High, surrogate.Low, surrogate.Close);

    /// <inheritdoc />
    public BarSurrogate ConvertToSurrogate(in Bar value) =>
        new() { Time = value.Time, High = value.High, Low = value.Low, Close = value.Close };
}

/// <summary>Wire form of <see cref="Quote"/>.</summary>
[GenerateSerializer, Immutable, Alias("Executor.QuoteSurrogate")]
public struct QuoteSurrogate
{
    [Id(0)] internal decimal Bid;
    [Id(1)] internal decimal Ask;
    [Id(2)] internal decimal Last;
    [Id(3)] internal DateTimeOffset At;
}

/// <summary>Converts <see cref="Quote"/>.</summary>
[RegisterConverter]
public sealed class QuoteConverter : IConverter<Quote, QuoteSurrogate>
{
    /// <inheritdoc />
    public Quote ConvertFromSurrogate(in QuoteSurrogate surrogate) => new(surrogate.Bid, surrogate.Ask, surrogate.Last, surrogate.At);

    /// <inheritdoc />
    public QuoteSurrogate ConvertToSurrogate(in Quote value) =>
        new() { Bid = value.Bid, Ask = value.Ask, Last = value.Last, At = value.At };
}

/// <summary>Wire form of <see cref="Fill"/>.</summary>
[GenerateSerializer, Immutable, Alias("Executor.FillSurrogate")]
public struct FillSurrogate
{
    [Id(0)] internal long TradeId;
    [Id(1)] internal long OrderId;
    [Id(2)] internal decimal Price;
    [Id(3)] internal decimal Quantity;
    [Id(4)] internal decimal Commission;
    [Id(5)] internal string CommissionAsset;
    [Id(6)] internal DateTimeOffset At;
    [Id(7)] internal bool IsMaker;
}

/// <summary>Converts <see cref="Fill"/>.</summary>
[RegisterConverter]
public sealed class FillConverter : IConverter<Fill, FillSurrogate>
{
    /// <inheritdoc />
    public Fill ConvertFromSurrogate(in FillSurrogate surrogate) => new(
        surrogate.TradeId, surrogate.OrderId, surrogate.Price, surrogate.Quantity, surrogate.Commission, surrogate.CommissionAsset, surrogate.At,
        surrogate.IsMaker);

    /// <inheritdoc />
    public FillSurrogate ConvertToSurrogate(in Fill value) => new()
    {
        TradeId = value.TradeId,
        OrderId = value.OrderId,
        Price = value.Price,
        Quantity = value.Quantity,
        Commission = value.Commission,
        CommissionAsset = value.CommissionAsset,
        At = value.At,
        IsMaker = value.IsMaker,
    };
}

/// <summary>Wire form of <see cref="OrderReport"/>.</summary>
[GenerateSerializer, Immutable, Alias("Executor.OrderReportSurrogate")]
public struct OrderReportSurrogate
{
    [Id(0)] internal string Symbol;
    [Id(1)] internal long OrderId;
    [Id(2)] internal string ClientOrderId;
    [Id(3)] internal long? OrderListId;
    [Id(4)] internal OrderSide Side;
    [Id(5)] internal OrderType Type;
    [Id(6)] internal OrderStatus Status;
    [Id(7)] internal decimal? Price;
    [Id(8)] internal decimal? StopPrice;
    [Id(9)] internal decimal Quantity;
    [Id(10)] internal decimal ExecutedQuantity;
    [Id(11)] internal decimal QuoteQuantity;
    [Id(12)] internal bool IsWorking;
    [Id(13)] internal string? ExpiryReason;
    [Id(14)] internal ImmutableArray<Fill> Fills;
    [Id(15)] internal DateTimeOffset UpdatedAt;
}

/// <summary>Converts <see cref="OrderReport"/>.</summary>
[RegisterConverter]
public sealed class OrderReportConverter : IConverter<OrderReport, OrderReportSurrogate>
{
    /// <inheritdoc />
    public OrderReport ConvertFromSurrogate(in OrderReportSurrogate surrogate) => new()
    {
        Symbol = surrogate.Symbol,
        OrderId = surrogate.OrderId,
        ClientOrderId = surrogate.ClientOrderId,
        OrderListId = surrogate.OrderListId,
        Side = surrogate.Side,
        Type = surrogate.Type,
        Status = surrogate.Status,
        Price = surrogate.Price,
        StopPrice = surrogate.StopPrice,
        Quantity = surrogate.Quantity,
        ExecutedQuantity = surrogate.ExecutedQuantity,
        QuoteQuantity = surrogate.QuoteQuantity,
        IsWorking = surrogate.IsWorking,
        ExpiryReason = surrogate.ExpiryReason,
        Fills = surrogate.Fills,
        UpdatedAt = surrogate.UpdatedAt,
    };

    /// <inheritdoc />
    public OrderReportSurrogate ConvertToSurrogate(in OrderReport value) => new()
    {
        Symbol = value.Symbol,
        OrderId = value.OrderId,
        ClientOrderId = value.ClientOrderId,
        OrderListId = value.OrderListId,
        Side = value.Side,
        Type = value.Type,
        Status = value.Status,
        Price = value.Price,
        StopPrice = value.StopPrice,
        Quantity = value.Quantity,
        ExecutedQuantity = value.ExecutedQuantity,
        QuoteQuantity = value.QuoteQuantity,
        IsWorking = value.IsWorking,
        ExpiryReason = value.ExpiryReason,
        Fills = value.Fills,
        UpdatedAt = value.UpdatedAt,
    };
}
