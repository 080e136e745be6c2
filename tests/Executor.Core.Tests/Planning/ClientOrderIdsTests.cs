using CsCheck;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Planning;

public sealed class ClientOrderIdsTests
{
    [Theory]
    [InlineData("EX_EN_1", PositionSide.Long, "7eaa31d5bc3f")]
    [InlineData("EX_EN_12345", PositionSide.Long, "0cf4c2ef5b4d")]
    [InlineData("EX_EN_1736798405", PositionSide.Long, "51f72d7584f2")]
    [InlineData("EX_EN_1736798405", PositionSide.Short, "14bd985c72f6")]
    public void Suffix_KeySymbolAndSide_IsTheStartOfTheirHash(string key, PositionSide side, string expected) =>
        Assert.Equal(expected, ClientOrderIds.Suffix(key, "BTCUSDC", side));

    [Fact]
    public void W7_SameOrderAskedForAgain_HasTheSameIdAndAChangedOneAnother()
    {
        Assert.Equal("EX_TP1_51f72d7584f2_0e3", ClientOrderIds.Order("TP1", "51f72d7584f2", 0, 3));
        Assert.Equal("EX_SL_51f72d7584f2_1e3", ClientOrderIds.Order("SL", "51f72d7584f2", 1, 3));
        Assert.Equal("EX_EN_1736798405", ClientOrderIds.TradeKey(1736798405));
        Assert.Equal("EX_EN_51f72d7584f2_0e3", ClientOrderIds.Order("EN", "51f72d7584f2", 0, 3));
    }

    [Fact]
    public void Order_AnyRevisionAndEpoch_IsLegalAndOursAndTellsThemApart() => Gen
        .Select(Gen.Int[0, 99_999], Gen.Long[0, 999_999_999], Gen.Int[0, 99_999], Gen.Long[0, 999_999_999])
        .Sample((revision, epoch, otherRevision, otherEpoch) =>
        {
            var id = ClientOrderIds.Order("TP1", "51f72d7584f2", revision, epoch);
            Assert.True(id.Length <= 36 && ClientOrderIds.IsOurs(id));
            Assert.Equal(
                (revision, epoch) == (otherRevision, otherEpoch),
                id == ClientOrderIds.Order("TP1", "51f72d7584f2", otherRevision, otherEpoch));
        });

    [Theory]
    [InlineData("TP 1")]
    [InlineData("TP|1")]
    [InlineData("A_PURPOSE_THAT_IS_TOO_LONG")]
    public void Order_IllegalOrTooLong_IsRefusedAndNotCut(string purpose) =>
        Assert.Throws<ArgumentException>(() => ClientOrderIds.Order(purpose, "51f72d7584f2", 0, 0));

    [Fact]
    public void KeyOf_Identifiers_IsTheFirstThatIsThere()
    {
        Assert.Equal("EX_EN_1", ClientOrderIds.KeyOf("EX_EN_1", "client", "77"));
        Assert.Equal("77", ClientOrderIds.KeyOf(null, string.Empty, "77"));
        Assert.Null(ClientOrderIds.KeyOf(null, string.Empty, null));
    }

    [Fact]
    public void SuffixWithoutKey_SixBytes_AreTwelveHexDigits()
    {
        Assert.Equal("00ff0aa0c1d2", ClientOrderIds.SuffixWithoutKey([0x00, 0xff, 0x0a, 0xa0, 0xc1, 0xd2]));
        Assert.Throws<ArgumentException>(() => ClientOrderIds.SuffixWithoutKey([0x00, 0xff]));
    }

    [Fact]
    public void IsOurs_ForeignId_IsFalse() => Assert.False(ClientOrderIds.IsOurs("web_EX_1"));

    [Theory]
    [InlineData("EX_SL_68aaeb719c00_2e17", 17L)]
    [InlineData("EX_EN_MKT_68aaeb719c00_0e0", 0L)]
    [InlineData("EX_TP1_1234567e8901", null)]
    [InlineData("EX_EN_1736798431", null)]
    [InlineData("web_68aaeb719c00_2e17", null)]
    public void EpochOf_AnId_IsTheHolderThatSentIt(string clientOrderId, long? epoch) => Assert.Equal(epoch, ClientOrderIds.EpochOf(clientOrderId));
}
