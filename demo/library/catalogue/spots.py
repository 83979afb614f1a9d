"""Where the sample photos were taken."""

from demo.library.catalogue.shot import Spot
from demo.library.model import Place

ZERMATT = Spot(Place(45.9763, 7.6586, "Zermatt", "Valais", "Switzerland"), 2)
HALLSTATT = Spot(Place(47.5622, 13.6493, "Hallstatt", "Upper Austria", "Austria"), 1)
CHAMONIX = Spot(Place(45.9237, 6.8694, "Chamonix", "Auvergne-Rhône-Alpes", "France"), 1)
QUEENSTOWN = Spot(Place(-45.0312, 168.6626, "Queenstown", "Otago", "New Zealand"), 13)
LAGOS = Spot(Place(37.1028, -8.6730, "Lagos", "Faro", "Portugal"), 1)
BIG_SUR = Spot(Place(36.2704, -121.8081, "Big Sur", "California", "United States"), -8)
SYLT = Spot(Place(54.9079, 8.3270, "Westerland", "Schleswig-Holstein", "Germany"), 2)
MERZOUGA = Spot(Place(31.0802, -4.0133, "Merzouga", "Drâa-Tafilalet", "Morocco"), 1)
MOAB = Spot(Place(38.5733, -109.5498, "Moab", "Utah", "United States"), -7)
FREUDENSTADT = Spot(Place(48.4637, 8.4111, "Freudenstadt", "Baden-Württemberg", "Germany"), 1)
STOWE = Spot(Place(44.4654, -72.6874, "Stowe", "Vermont", "United States"), -4)
TROMSO = Spot(Place(69.6492, 18.9553, "Tromsø", "Troms", "Norway"), 1)
LA_PALMA = Spot(Place(28.7606, -17.8814, "Garafía", "Canary Islands", "Spain"), 0)
CHICAGO = Spot(Place(41.8781, -87.6298, "Chicago", "Illinois", "United States"), -6)
HAMBURG = Spot(Place(53.5511, 9.9937, "Hamburg", "Hamburg", "Germany"), 1)
OSAKA = Spot(Place(34.6937, 135.5023, "Osaka", "Osaka", "Japan"), 9)
LISSE = Spot(Place(52.2564, 4.5573, "Lisse", "South Holland", "Netherlands"), 2)
VALENSOLE = Spot(Place(43.8370, 5.9840, "Valensole", "Provence-Alpes-Côte d'Azur", "France"), 2)
TUSCANY = Spot(Place(43.0766, 11.6780, "Pienza", "Tuscany", "Italy"), 2)
HOME = Spot(Place(48.1371, 11.5754, "Munich", "Bavaria", "Germany"), 1)
NOWHERE = Spot(Place(), 1)
"""No GPS: a camera without a receiver."""
